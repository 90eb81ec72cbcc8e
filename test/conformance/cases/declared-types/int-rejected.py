r"""An INT column refuses fractions, larger numbers and texts that are no number.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value INT", "_fivetran_deleted BOOLEAN"], "rows": [
    [8, 1, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "ValueError", false],
    [2, "ValueError", false],
    [3, "ValueError", false],
    [4, "ValueError", false],
    [5, "ValueError", false],
    [6, "TypeError", false],
    [7, "TypeError", false]]}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value INT", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "ValueError", false],
    [2, "ValueError", false],
    [3, "TypeError", false],
    [4, "TypeError", false],
    [5, "TypeError", false],
    [6, "TypeError", false],
    [7, "TypeError", false],
    [8, "TypeError", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    1.5,
    2147483648,
    -2147483649,
    "3.0",
    "abc",
    "",
    float("nan"),
    float("inf"),
    b"1",
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "INT"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
