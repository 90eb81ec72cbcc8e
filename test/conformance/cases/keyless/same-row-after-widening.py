r"""A row that was there before its column widened is found again.

Source: not documented; the choice of this destination

Expected:
{"tables": {"events": {"columns": ["a STRING", "_fivetran_deleted BOOLEAN"], "rows": [["1", false], ["x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": 1})
    op.upsert("events", {"a": "x"})
    op.upsert("events", {"a": 1})


connector = Connector(update=update)
