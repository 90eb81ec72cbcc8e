r"""A truncate marks the rows of earlier syncs; the new snapshot follows it.

Source: Connector SDK examples: truncate operation
Syncs: 2

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "sync LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, true],
  [2, 2, false],
  [3, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    sync = state.get("sync", 0) + 1
    op.truncate("rows")
    for number in (1, 2) if sync == 1 else (2, 3):
        op.upsert("rows", {"id": number, "sync": sync})
    op.checkpoint({"sync": sync})


connector = Connector(update=update, schema=schema)
