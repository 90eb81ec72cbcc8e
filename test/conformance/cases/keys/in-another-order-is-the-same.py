r"""A key whose columns are declared in another order is the same key.

Source: not documented; the choice of this destination
Syncs: 2

Expected:
{"tables": {"rows": {"key": ["a", "b"], "columns": ["a LONG", "b LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 2, 2, false]]}}}
"""

import os

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["b", "a"] if os.path.exists("later") else ["a", "b"]}]


def update(configuration, state):
    op.upsert("rows", {"a": 1, "b": 2, "v": 2 if state else 1})
    op.checkpoint({"cursor": 1})
    open("later", "w").close()


connector = Connector(update=update, schema=schema)
