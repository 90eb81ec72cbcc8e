r"""A column that first appears in a later row is NULL in the rows before it.

Source: Connector SDK operations: upsert

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b STRING", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, null, false],
  [2, 2, "new", false],
  [3, 3, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 2, "b": "new"})
    op.upsert("rows", {"id": 3, "a": 3})


connector = Connector(update=update, schema=schema)
