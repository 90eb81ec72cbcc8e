r"""A column that appeared after the last checkpoint is gone when the sync fails.

Source: Connector SDK changelog, April 2026: transactional checkpoints

Expected:
{"failed": {"message": "too bad"}, "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "a": "text", "b": 1})
    raise RuntimeError("too bad")  # fails here


connector = Connector(update=update, schema=schema)
