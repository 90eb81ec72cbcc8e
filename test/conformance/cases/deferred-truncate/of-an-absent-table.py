r"""A deferred truncate of a table that does not exist yet marks nothing, also not the rows that make it.

Source: Connector SDK changelog, November 2026: deferred truncate
Sdk: 3, because 2.x has no deferred truncate

Expected:
{"tables": {"events": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]},
  "rows": {"key": ["id"], "columns": ["_fivetran_deleted BOOLEAN"], "rows": []}}}
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
    truncate_deferred("events")
    op.upsert("events", {"a": 1})


connector = Connector(update=update, schema=schema)
