r"""A NAIVE_DATE column takes dates, the date of datetimes, and ISO text.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value NAIVE_DATE", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "2024-02-29", false],
    [1, "2024-01-02", false],
    [2, "2024-01-02", false],
    [3, "2024-01-02", false],
    [4, "2024-01-02", false],
    [5, null, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from datetime import date, datetime, timedelta, timezone

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    date(2024, 2, 29),
    datetime(2024, 1, 2, 23, 59),
    datetime(2024, 1, 2, 23, 59, tzinfo=timezone(timedelta(hours=-5))),
    "2024-01-02",
    "2024-1-2",
    None,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "NAIVE_DATE"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
