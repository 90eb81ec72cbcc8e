r"""Digits beyond a DECIMAL's scale are rounded half away from zero.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value DECIMAL(10,2)", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "1.01", false],
    [1, "-1.01", false],
    [2, "1.00", false],
    [3, "2.68", false],
    [4, "0.00", false],
    [5, "10.00", false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    "1.005",
    "-1.005",
    "1.0049999999999999999",
    "2.675",
    "-0.001",
    "9.999",
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
