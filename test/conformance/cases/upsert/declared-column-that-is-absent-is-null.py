r"""A declared column that a row does not have is NULL.

Source: Connector SDK operations: upsert

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id INT", "a STRING", "b UTC_DATETIME", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, "x", null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "a": "STRING", "b": "UTC_DATETIME"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": "x"})


connector = Connector(update=update, schema=schema)
