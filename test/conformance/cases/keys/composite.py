r"""Rows of a composite key are one when all its columns are equal.

Source: Connector SDK operations

Expected:
{"tables": {"rows": {"key": ["a", "b"], "columns": ["a LONG", "b STRING", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, "x", 4, false],
  [1, "y", 2, false],
  [2, "x", 3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["a", "b"]}]


def update(configuration, state):
    op.upsert("rows", {"a": 1, "b": "x", "v": 1})
    op.upsert("rows", {"a": 1, "b": "y", "v": 2})
    op.upsert("rows", {"a": 2, "b": "x", "v": 3})
    op.upsert("rows", {"b": "x", "v": 4, "a": 1})


connector = Connector(update=update, schema=schema)
