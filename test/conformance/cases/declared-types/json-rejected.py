r"""A JSON column refuses what json.dumps refuses.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value JSON", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "TypeError", false],
    [2, "TypeError", false],
    [3, "TypeError", false]]}}}
"""

from datetime import date
from decimal import Decimal

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    {1, 2},
    b"x",
    date(2024, 1, 2),
    Decimal("1"),
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "JSON"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
