r"""A column that began as instant and then gets each other type widens to what holds both, and keeps its values.

Source: fivetran.com: type locking matrix, read as a lattice

Expected with SDK 3:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "boolean STRING", "long STRING", "float STRING", "double STRING", "decimal STRING", "date UTC_DATETIME", "local UTC_DATETIME", "binary STRING", "json STRING", "text STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", false],
    [2, "true", "7", "1.5", "1e+300", "12.34", "2024-01-02T00:00:00Z", "2024-01-02T03:04:05Z", "YWI=", "{\"a\": 1}", "x", false]]}}}

Expected with SDK 2:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "binary STRING", "boolean STRING", "date UTC_DATETIME", "decimal STRING", "double UTC_DATETIME", "float STRING", "json STRING", "local UTC_DATETIME", "long STRING", "text STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", false],
    [2, "YWI=", "true", "2024-01-02T00:00:00Z", "12.34", null, "1.5", "{\"a\": 1}", "2024-01-02T03:04:05Z", "7", "x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


FIRST = "2024-01-02T03:04:05Z"
THEN = {
    "boolean": True,
    "long": 7,
    "float": 1.5,
    "double": 1e300,
    "decimal": "12.34",
    "date": "2024-01-02",
    "local": "2024-01-02T03:04:05",
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
