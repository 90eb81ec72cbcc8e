r"""A deferred truncate marks nothing when the sync fails, also after a checkpoint.

Source: Connector SDK changelog, November 2026: deferred truncate
Syncs: 2
Sdk: 3, because 2.x has no deferred truncate

Expected:
{"failed": {"message": "the source is down"},
 "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "sync LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, false],
  [2, 2, false]]}}}
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
    if not state:
        op.upsert("rows", {"id": 1, "sync": 1})
        op.checkpoint({"sync": 1})
        return
    truncate_deferred("rows")
    op.upsert("rows", {"id": 2, "sync": 2})
    op.checkpoint({"sync": 2})
    raise RuntimeError("the source is down")  # fails here


connector = Connector(update=update, schema=schema)
