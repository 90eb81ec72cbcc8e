r"""A FLOAT column takes with SDK 3 texts and Decimals that Python makes a float of.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value FLOAT", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, 2.5, false],
    [1, 2.5, false],
    [2, 1000, false],
    [3, 0.5, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value FLOAT", "_fivetran_deleted BOOLEAN"], "rows": [
    [3, 0.5, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "TypeError", false],
    [2, "TypeError", false]]}}}
"""

from decimal import Decimal

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    "2.5",
    " 2.5 ",
    "1e3",
    Decimal("0.5"),
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "FLOAT"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
