r"""Of several deferred truncates of a table the last one marks the most.

Source: Connector SDK changelog, November 2026: deferred truncate
Sdk: 3, because 2.x has no deferred truncate

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, true],
  [2, true],
  [3, false]]}},
 "counts": {"truncates": 2}}
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
    op.upsert("rows", {"id": 1})
    truncate_deferred("rows")
    op.upsert("rows", {"id": 2})
    truncate_deferred("rows")
    op.upsert("rows", {"id": 3})


connector = Connector(update=update, schema=schema)
