r"""A STRING column keeps text that looks like a number or a date as it is.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "007", false],
    [1, "1.50", false],
    [2, "2024-01-01", false],
    [3, "true", false],
    [4, "1e5", false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    "007",
    "1.50",
    "2024-01-01",
    "true",
    "1e5",
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
