r"""A truncate after the last checkpoint is undone when the sync fails.

Source: Connector SDK changelog, April 2026: transactional checkpoints

Expected:
{"failed": {"message": "no snapshot today"},
 "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.checkpoint({})
    op.truncate("rows")
    raise RuntimeError("no snapshot today")  # fails here


connector = Connector(update=update, schema=schema)
