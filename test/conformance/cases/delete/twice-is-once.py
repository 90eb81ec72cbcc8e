r"""A row that is deleted twice is deleted.

Source: Connector SDK operations: delete

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, true]]}},
 "counts": {"deletes": 2}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.delete("rows", {"id": 1})
    op.delete("rows", {"id": 1})


connector = Connector(update=update, schema=schema)
