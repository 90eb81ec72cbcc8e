r"""A LONG column refuses fractions and what lies beyond 64 bits.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value LONG", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "ValueError", false],
    [2, "ValueError", false],
    [3, "ValueError", false],
    [4, "TypeError", false]]}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value LONG", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "ValueError", false],
    [2, "ValueError", false],
    [3, "TypeError", false],
    [4, "TypeError", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    0.5,
    9223372036854775808,
    -9223372036854775809,
    "x",
    float("inf"),
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "LONG"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
