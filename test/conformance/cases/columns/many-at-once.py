r"""Columns of all kinds may be new in one row in the middle of a sync.

Source: Connector SDK operations

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "b BOOLEAN", "l STRING", "f FLOAT", "s STRING", "j JSON", "d NAIVE_DATE", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, null, null, null, null, null, null, false],
    [2, true, "1", 0.5, "x", "{\"k\": []}", "2024-01-01", false],
    [3, null, "x", null, null, null, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.upsert("rows", {"id": 2, "b": True, "l": 1, "f": 0.5, "s": "x", "j": {"k": []}, "d": "2024-01-01"})
    op.upsert("rows", {"id": 3, "l": "x"})


connector = Connector(update=update, schema=schema)
