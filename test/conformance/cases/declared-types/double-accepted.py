r"""A DOUBLE column takes 64-bit floats, each as the same number.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value DOUBLE", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, 0.1, false],
    [1, 1e+308, false],
    [2, -1.7976931348623157e+308, false],
    [3, 5e-324, false],
    [4, 123456789.12345679, false],
    [5, 2, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    0.1,
    1e308,
    -1.7976931348623157e308,
    5e-324,
    123456789.123456789,
    2,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "DOUBLE"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
