r"""Text of every plane of Unicode, with control characters and line ends, comes through.

Source: Connector SDK data types

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "Grüße, 日本, עברית, 😀, e\u0301, \ufeff, \u202e, \udbff\udfff", false],
    [2, "line\r\nline\ttab \u0001 \\ \" ' % ; --", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": "Grüße, 日本, עברית, 😀, e\u0301, \ufeff, \u202e, \U0010ffff"})
    op.upsert("rows", {"id": 2, "a": "line\r\nline\ttab \u0001 \\ \" ' % ; --"})


connector = Connector(update=update, schema=schema)
