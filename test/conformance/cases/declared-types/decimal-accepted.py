r"""A DECIMAL column takes decimal numbers as text, padded to its scale.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value DECIMAL(10,2)", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "1.50", false],
    [1, "0.10", false],
    [2, "-7.00", false],
    [3, "12345678.99", false],
    [4, "0.00", false],
    [5, null, false],
    [6, "0.00", false],
    [7, "1.50", false],
    [8, "100.00", false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    "1.50",
    "0.1",
    "-7",
    "12345678.99",
    "0",
    None,
    "-0.00",
    "+1.5",
    "1e2",
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": {"type": "DECIMAL", "precision": 10, "scale": 2}}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
