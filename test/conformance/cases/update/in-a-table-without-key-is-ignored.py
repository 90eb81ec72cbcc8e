r"""An update in a table without a primary key changes nothing, since nothing says which row is meant.

Source: not documented; the choice of this destination

Expected:
{"tables": {"events": {"columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, false]]}},
 "counts": {"upserts": 1, "updates": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"id": 1, "a": 1})
    op.update("events", {"id": 1, "a": 2})


connector = Connector(update=update)
