r"""A column that began as float and then gets each other type widens to what holds both, and keeps its values.

Source: fivetran.com: type locking matrix, read as a lattice

Expected with SDK 3:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "boolean FLOAT", "long DOUBLE", "double DOUBLE", "decimal STRING", "date STRING", "local STRING", "instant STRING", "binary STRING", "json STRING", "text STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 1.5, 1.5, 1.5, "1.5", "1.5", "1.5", "1.5", "1.5", "1.5", "1.5", false],
    [2, 1, 7, 1e+300, "12.34", "2024-01-02", "2024-01-02T03:04:05", "2024-01-02T03:04:05Z", "YWI=", "{\"a\": 1}", "x", false]]}}}

Expected with SDK 2:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "binary STRING", "boolean FLOAT", "date STRING", "decimal STRING", "double FLOAT", "instant STRING", "json STRING", "local STRING", "long DOUBLE", "text STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "1.5", 1.5, "1.5", "1.5", 1.5, "1.5", "1.5", "1.5", 1.5, "1.5", false],
    [2, "YWI=", 1, "2024-01-02", "12.34", null, "2024-01-02T03:04:05Z", "{\"a\": 1}", "2024-01-02T03:04:05", 7, "x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


FIRST = 1.5
THEN = {
    "boolean": True,
    "long": 7,
    "double": 1e300,
    "decimal": "12.34",
    "date": "2024-01-02",
    "local": "2024-01-02T03:04:05",
    "instant": "2024-01-02T03:04:05Z",
    "binary": b"ab",
    "json": {"a": 1},
    "text": "x",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: FIRST for name in THEN}})
    op.upsert("rows", {"id": 2, **THEN})


connector = Connector(update=update, schema=schema)
