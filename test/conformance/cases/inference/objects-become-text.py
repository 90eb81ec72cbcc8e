r"""Other objects become the text that str() makes of them.

Source: Connector SDK data types: inferred types

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "amount DECIMAL(3,2)", "pair STRING", "stamp UTC_DATETIME", "day NAIVE_DATE", "raw STRING", "uid STRING", "unique STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "1.10", "(1, 2)", "2024-01-02T00:00:00Z", "2024-01-02", "bytearray(b'ab')", "00000000-0000-0000-0000-000000000005", "{1}", false]]}}}
"""

from datetime import date, datetime, timezone
from decimal import Decimal
from uuid import UUID

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "amount": Decimal("1.10"),
    "pair": (1, 2),
    "stamp": datetime(2024, 1, 2, tzinfo=timezone.utc),
    "day": date(2024, 1, 2),
    "raw": bytearray(b"ab"),
    "uid": UUID(int=5),
    "unique": {1},
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
