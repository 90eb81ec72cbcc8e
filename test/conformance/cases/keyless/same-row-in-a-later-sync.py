r"""A row that comes again in a later sync is no second row.

Source: fivetran.com: missing primary keys
Syncs: 2

Expected:
{"tables": {"events": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false], [2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": 1})
    if state:
        op.upsert("events", {"a": 2})
    op.checkpoint({"cursor": 1})


connector = Connector(update=update)
