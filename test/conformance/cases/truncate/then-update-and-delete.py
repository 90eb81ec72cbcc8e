r"""After a truncate the rows are still there to update and delete, and stay deleted.

Source: Partner SDK destination tester: operations after truncate

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 9, true], [2, 2, true]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 2})
    op.truncate("rows")
    op.update("rows", {"id": 1, "a": 9})
    op.delete("rows", {"id": 2})


connector = Connector(update=update, schema=schema)
