r"""Rows after the last checkpoint are discarded when update() raises.

Source: Connector SDK changelog, April 2026: transactional checkpoints

Expected:
{"failed": {"message": "the source is gone"}, "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false]]}}, "state": {"cursor": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "v": 1})
    op.checkpoint({"cursor": 1})
    op.upsert("rows", {"id": 1, "v": 2})
    op.upsert("rows", {"id": 2, "v": 2})
    op.delete("rows", {"id": 1})
    raise RuntimeError("the source is gone")  # fails here


connector = Connector(update=update, schema=schema)
