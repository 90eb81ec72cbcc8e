r"""A SHORT column takes with SDK 3 whatever Python makes an int of.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value SHORT", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, 1, false],
    [1, 12, false],
    [2, 12, false],
    [3, 1000, false],
    [4, 3, false],
    [5, 3, false],
    [6, -3, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value SHORT", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, 1, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "TypeError", false],
    [2, "TypeError", false],
    [3, "TypeError", false],
    [4, "TypeError", false],
    [5, "TypeError", false],
    [6, "TypeError", false]]}}}
"""

from decimal import Decimal

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    True,
    "12",
    " 12 ",
    "1_000",
    3.0,
    Decimal("3.9"),
    Decimal("-3.9"),
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "SHORT"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
