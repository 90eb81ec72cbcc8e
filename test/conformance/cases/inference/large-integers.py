r"""An int within 64 bits is a LONG, a larger one a floating-point number.

Source: Connector SDK data types: inferred types

Expected with SDK 3:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "most LONG", "more FLOAT", "least LONG", "less FLOAT", "huge FLOAT", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "9223372036854775807", 9223372036854776000, "-9223372036854775807", -9223372036854776000, 1e+30, false]]}}}

Expected with SDK 2:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "huge FLOAT", "least LONG", "less FLOAT", "more FLOAT", "most LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 1e+30, "-9223372036854775807", -9223372000000000000, 9223372000000000000, "9223372036854775807", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "most": 9223372036854775807,
    "more": 9223372036854775808,
    "least": -9223372036854775807,
    "less": -9223372036854775808,
    "huge": 10**30,
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
