r"""A row that one sync deleted lives again when a later sync upserts its key.

Source: Connector SDK examples: truncate operation
Syncs: 3

Expected after sync 2:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, true]]}}}

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    sync = state.get("sync", 1)
    if sync == 2:
        op.delete("rows", {"id": 1})
    else:
        op.upsert("rows", {"id": 1, "a": sync})
    op.checkpoint({"sync": sync + 1})


connector = Connector(update=update, schema=schema)
