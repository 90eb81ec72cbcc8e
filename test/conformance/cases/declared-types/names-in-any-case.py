r"""Type names count in any case.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, 1, false],
    [1, 2, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    1,
    2,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "lOnG"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
