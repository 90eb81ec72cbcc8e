r"""A row that is upserted again after a deferred truncate stays, and one that is updated too, since both are synced after it.

Source: Connector SDK changelog, November 2026: deferred truncate
Sdk: 3, because 2.x has no deferred truncate

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 9, false],
  [2, 8, false],
  [3, 3, true]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op
from fivetran_connector_sdk_cli import records, runtime


def truncate_deferred(table):
    """What op.truncate(table, deferred=True) of SDK 3.1 sends; 3.0 has the record and not the argument."""
    with runtime.producer_lock:
        runtime.current().truncate(records.make_truncate(table, deferred=True))


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    for number in (1, 2, 3):
        op.upsert("rows", {"id": number, "a": number})
    truncate_deferred("rows")
    op.upsert("rows", {"id": 1, "a": 9})
    op.update("rows", {"id": 2, "a": 8})


connector = Connector(update=update, schema=schema)
