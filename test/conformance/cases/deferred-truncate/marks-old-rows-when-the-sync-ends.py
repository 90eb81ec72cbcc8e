r"""A deferred truncate marks the rows that were there before it once the sync has ended well.

Source: Connector SDK changelog, November 2026: deferred truncate
Syncs: 2
Sdk: 3, because 2.x has no deferred truncate

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "sync LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, true],
  [2, 2, false],
  [3, 2, false]]}}}
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
    sync = state.get("sync", 0) + 1
    if sync == 2:
        truncate_deferred("rows")
    for number in (1, 2) if sync == 1 else (2, 3):
        op.upsert("rows", {"id": number, "sync": sync})
    op.checkpoint({"sync": sync})


connector = Connector(update=update, schema=schema)
