r"""A row that was revived can be deleted again.

Source: Connector SDK operations: delete

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 2, true]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.delete("rows", {"id": 1})
    op.upsert("rows", {"id": 1, "a": 2})
    op.delete("rows", {"id": 1})


connector = Connector(update=update, schema=schema)
