r"""A column that began as local and then gets each other type widens to what holds both, and keeps its values.

Source: fivetran.com: type locking matrix, read as a lattice

Expected with SDK 3:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "boolean STRING", "long STRING", "float STRING", "double STRING", "decimal STRING", "date NAIVE_DATETIME", "instant UTC_DATETIME", "binary STRING", "json STRING", "text STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", false],
    [2, "true", "7", "1.5", "1e+300", "12.34", "2024-01-02T00:00:00", "2024-01-02T03:04:05Z", "YWI=", "{\"a\": 1}", "x", false]]}}}

Expected with SDK 2:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "binary STRING", "boolean STRING", "date NAIVE_DATETIME", "decimal STRING", "double NAIVE_DATETIME", "float STRING", "instant UTC_DATETIME", "json STRING", "long STRING", "text STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05", "2024-01-02T03:04:05", "2024-01-02T03:04:05", false],
    [2, "YWI=", "true", "2024-01-02T00:00:00", "12.34", null, "1.5", "2024-01-02T03:04:05Z", "{\"a\": 1}", "7", "x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


FIRST = "2024-01-02T03:04:05"
THEN = {
    "boolean": True,
    "long": 7,
    "float": 1.5,
    "double": 1e300,
    "decimal": "12.34",
    "date": "2024-01-02",
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
