r"""A BINARY column takes a bytearray with SDK 3.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value BINARY", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "YWJj", false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value BINARY", "_fivetran_deleted BOOLEAN"], "rows": []},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "TypeError", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    bytearray(b"abc"),
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "BINARY"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
