r"""A NAIVE_DATETIME column takes datetimes, an aware one as its UTC time, and text without an offset.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value NAIVE_DATETIME", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "2024-01-02T03:04:05", false],
    [1, "2024-01-02T03:04:05.678901", false],
    [2, "2024-01-02T01:04:05", false],
    [3, "2024-01-02T00:00:00", false],
    [4, "2024-01-02T03:04:05", false],
    [5, "2024-01-02T03:04:05.500000", false],
    [6, null, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value NAIVE_DATETIME", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "2024-01-02T03:04:05", false],
    [1, "2024-01-02T03:04:05.678901", false],
    [2, "2024-01-02T01:04:05", false],
    [4, "2024-01-02T03:04:05", false],
    [5, "2024-01-02T03:04:05.500000", false],
    [6, null, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [3, "AttributeError", false]]}}}
"""

from datetime import date, datetime, timedelta, timezone

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    datetime(2024, 1, 2, 3, 4, 5),
    datetime(2024, 1, 2, 3, 4, 5, 678901),
    datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))),
    date(2024, 1, 2),
    "2024-01-02T03:04:05",
    "2024-01-02 03:04:05.5",
    None,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "NAIVE_DATETIME"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
