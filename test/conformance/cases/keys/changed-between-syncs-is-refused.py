r"""A key that changed between syncs is refused before the first row; what was there stays.

Source: fivetran.com: sync failed error
Syncs: 2

Expected:
{"failed": {"message": "The primary key of table rows was \\(id\\) and schema\\(\\) now declares \\(id, part\\)"},
 "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "part LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false]]}}}
"""

import os

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def is_later():
    return os.path.exists("later")


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id", "part"] if is_later() else ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "part": 1})
    op.checkpoint({})
    open("later", "w").close()


connector = Connector(update=update, schema=schema)
