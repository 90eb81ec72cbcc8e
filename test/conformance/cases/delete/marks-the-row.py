r"""A delete marks the row as deleted and leaves its values.

Source: Connector SDK operations: delete

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, true],
  [2, 2, false]]}},
 "counts": {"deletes": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 2})
    op.delete("rows", {"id": 1})


connector = Connector(update=update, schema=schema)
