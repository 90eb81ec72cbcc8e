r"""A UTC_DATETIME column takes aware and naive datetimes, dates, and text with an offset.

Source: Connector SDK data types; fivetran_connector_sdk (MIT), type coercion

Expected with SDK 3:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value UTC_DATETIME", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "2024-01-02T03:04:05Z", false],
    [1, "2024-01-02T03:04:05.678Z", false],
    [2, "2024-01-02T03:04:05.678901Z", false],
    [3, "2024-01-02T01:04:05Z", false],
    [4, "2024-01-02T00:00:00Z", false],
    [5, "2024-01-02T03:04:05Z", false],
    [6, "2024-01-02T01:04:05Z", false],
    [7, "2024-01-02T10:34:05.678Z", false],
    [8, "2024-01-02T03:04:05Z", false],
    [9, null, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": []}}}

Expected with SDK 2:
{"tables": {
  "accepted": {"key": ["id"], "columns": ["id INT", "value UTC_DATETIME", "_fivetran_deleted BOOLEAN"], "rows": [
    [0, "2024-01-02T03:04:05Z", false],
    [1, "2024-01-02T03:04:05.678Z", false],
    [2, "2024-01-02T03:04:05.678901Z", false],
    [3, "2024-01-02T01:04:05Z", false],
    [5, "2024-01-02T03:04:05Z", false],
    [6, "2024-01-02T01:04:05Z", false],
    [7, "2024-01-02T10:34:05.678Z", false],
    [8, "2024-01-02T03:04:05Z", false],
    [9, null, false]]},
  "rejected": {"key": ["id"], "columns": ["id INT", "error STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [4, "AttributeError", false]]}}}
"""

from datetime import date, datetime, timedelta, timezone

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = [
    datetime(2024, 1, 2, 3, 4, 5),
    datetime(2024, 1, 2, 3, 4, 5, 678000),
    datetime(2024, 1, 2, 3, 4, 5, 678901),
    datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))),
    date(2024, 1, 2),
    "2024-01-02T03:04:05Z",
    "2024-01-02 03:04:05+02:00",
    "2024-01-02T03:04:05.678-0730",
    " 2024-01-02T03:04:05Z ",
    None,
]


def schema(configuration):
    return [
        {"table": "accepted", "primary_key": ["id"], "columns": {"id": "INT", "value": "UTC_DATETIME"}},
        {"table": "rejected", "primary_key": ["id"], "columns": {"id": "INT", "error": "STRING"}},
    ]


def update(configuration, state):
    for number, value in enumerate(VALUES):
        try:
            op.upsert("accepted", {"id": number, "value": value})
        except Exception as error:
            op.upsert("rejected", {"id": number, "error": type(error).__name__})


connector = Connector(update=update, schema=schema)
