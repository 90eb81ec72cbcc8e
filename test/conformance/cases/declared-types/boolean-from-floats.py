r"""A BOOLEAN column takes floats by their truth with SDK 3.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value BOOLEAN", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, false, false],
    [1, true, false],
    [2, false, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value BOOLEAN", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "TypeError", false],
    [2, "TypeError", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    0.0,
    2.5,
    -0.0,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "BOOLEAN"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
