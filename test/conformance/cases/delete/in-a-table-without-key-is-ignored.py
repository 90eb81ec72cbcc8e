r"""A delete in a table without a primary key marks nothing.

Source: not documented; the choice of this destination

Expected:
{"tables": {"events": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}, "counts": {"deletes": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": 1})
    op.delete("events", {"a": 1})


connector = Connector(update=update)
