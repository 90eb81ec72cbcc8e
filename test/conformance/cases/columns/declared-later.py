r"""A column that schema() declares from the second sync on is there in all rows.

Source: Connector SDK concepts: schema management
Syncs: 2

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "1", false]]}}}
"""

import os

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    entry = {"table": "rows", "primary_key": ["id"]}
    return [{**entry, "columns": {"a": "STRING"}} if os.path.exists("later") else entry]


def update(configuration, state):
    if not state:
        op.upsert("rows", {"id": 1, "a": 1})
    op.checkpoint({"cursor": 1})
    open("later", "w").close()


connector = Connector(update=update, schema=schema)
