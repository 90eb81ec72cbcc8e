r"""An INT column takes whole numbers of 32 bits.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value INT", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, 0, false],
    [1, -2147483648, false],
    [2, 2147483647, false],
    [3, null, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    0,
    -2147483648,
    2147483647,
    None,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "INT"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
