r"""Undeclared columns take their type from the Python value.

Source: Connector SDK data types: inferred types

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "flag BOOLEAN", "whole LONG", "fraction FLOAT", "words STRING", "raw BINARY", "mapping JSON", "items JSON", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, true, 5, 1.5, "text", "YWI=", "{\"a\": 1}", "[1, 2]", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "flag": True,
    "whole": 5,
    "fraction": 1.5,
    "words": "text",
    "raw": b"ab",
    "mapping": {"a": 1},
    "items": [1, 2],
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
