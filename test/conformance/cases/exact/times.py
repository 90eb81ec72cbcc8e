r"""Microseconds are kept, other zones become UTC, and the first and last years stay.

Source: Connector SDK data types

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "at UTC_DATETIME", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2024-03-31T00:59:59.999999Z", false],
    [2, "2023-12-31T23:15:00Z", false],
    [3, "0001-01-01T00:00:00Z", false],
    [4, "9999-12-31T23:59:59Z", false],
    [5, "1969-12-31T23:59:59.000001Z", false]]}}}
"""

from datetime import datetime, timedelta, timezone

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"at": "UTC_DATETIME"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "at": datetime(2024, 3, 31, 1, 59, 59, 999999, timezone(timedelta(hours=1)))})
    op.upsert("rows", {"id": 2, "at": datetime(2024, 1, 1, 5, 0, tzinfo=timezone(timedelta(hours=5, minutes=45)))})
    op.upsert("rows", {"id": 3, "at": datetime(1, 1, 1, tzinfo=timezone.utc)})
    op.upsert("rows", {"id": 4, "at": datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone.utc)})
    op.upsert("rows", {"id": 5, "at": datetime(1969, 12, 31, 23, 59, 59, 1, timezone.utc)})


connector = Connector(update=update, schema=schema)
