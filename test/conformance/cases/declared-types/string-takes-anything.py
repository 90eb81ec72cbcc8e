r"""A STRING column takes the text of anything.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "text", false],
    [1, "1", false],
    [2, "1.5", false],
    [3, "True", false],
    [4, null, false],
    [5, "b'ab'", false],
    [6, "{'a': 1}", false],
    [7, "[1, 2]", false],
    [8, "1.10", false],
    [9, "2024-01-02", false],
    [10, "", false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from datetime import date
from decimal import Decimal

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    "text",
    1,
    1.5,
    True,
    None,
    b"ab",
    {"a": 1},
    [1, 2],
    Decimal("1.10"),
    date(2024, 1, 2),
    "",
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "STRING"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
