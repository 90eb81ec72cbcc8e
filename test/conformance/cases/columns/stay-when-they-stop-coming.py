r"""A column that no longer comes stays, NULL in new rows.

Source: Partner SDK destination guide: AlterTable
Syncs: 2

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false], [2, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 2} if state else {"id": 1, "a": 1})
    op.checkpoint({"cursor": 1})


connector = Connector(update=update, schema=schema)
