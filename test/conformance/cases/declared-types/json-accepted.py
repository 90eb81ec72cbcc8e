r"""A JSON column takes what json.dumps takes, and text as a quoted JSON string.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value JSON", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "{\"a\": [1, null, true]}", false],
    [1, "[1, 2]", false],
    [2, "\"text\"", false],
    [3, "\"{\\\"a\\\": 1}\"", false],
    [4, "5", false],
    [5, "1.5", false],
    [6, "true", false],
    [7, null, false],
    [8, "[1, 2]", false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    {"a": [1, None, True]},
    [1, 2],
    "text",
    '{"a": 1}',
    5,
    1.5,
    True,
    None,
    (1, 2),
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
