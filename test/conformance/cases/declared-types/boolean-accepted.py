r"""A BOOLEAN column takes truth values, numbers by their truth and, with SDK 3, the texts 0 and 1.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value BOOLEAN", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, null, false],
    [1, true, false],
    [2, false, false],
    [3, true, false],
    [4, false, false],
    [5, true, false],
    [6, false, false],
    [7, true, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value BOOLEAN", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, null, false],
    [1, true, false],
    [2, false, false],
    [3, true, false],
    [4, false, false],
    [5, true, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [6, "TypeError", false],
    [7, "TypeError", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    None,
    True,
    False,
    1,
    0,
    -7,
    "0",
    "1",
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
