r"""A table without a primary key can be truncated, and an identical row that follows is the same row, alive.

Source: Connector SDK operations: truncate

Expected:
{"tables": {"events": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, true], [2, false], [3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": 1})
    op.upsert("events", {"a": 2})
    op.truncate("events")
    op.upsert("events", {"a": 2})
    op.upsert("events", {"a": 3})


connector = Connector(update=update)
