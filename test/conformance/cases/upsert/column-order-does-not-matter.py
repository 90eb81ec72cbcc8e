r"""Rows with the same columns in another order are the same rows.

Source: Connector SDK operations: upsert

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, 2, false],
  [2, 3, 4, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1, "b": 2})
    op.upsert("rows", {"b": 4, "a": 3, "id": 2})


connector = Connector(update=update, schema=schema)
