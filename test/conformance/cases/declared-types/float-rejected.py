r"""A FLOAT column refuses what Python cannot make a float of.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value FLOAT", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "ValueError", false],
    [1, "ValueError", false],
    [2, "TypeError", false],
    [3, "TypeError", false]]}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value FLOAT", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false],
    [1, "TypeError", false],
    [2, "TypeError", false],
    [3, "TypeError", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    "abc",
    "",
    [1.0],
    {"a": 1},
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
