r"""A row with an explicit None is the row without that column.

Source: not documented; the choice of this destination

Expected:
{"tables": {"events": {"columns": ["a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, null, false], [1, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": 1})
    op.upsert("events", {"a": 1, "b": 2})
    op.upsert("events", {"a": 1, "b": None})


connector = Connector(update=update)
