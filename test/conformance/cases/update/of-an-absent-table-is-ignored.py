r"""An update in a table that does not exist makes no table.

Source: Partner SDK destination guide: operations on absent tables

Expected:
{"tables": {}, "counts": {"updates": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.update("nowhere", {"id": 1, "a": 1})
    op.checkpoint({})


connector = Connector(update=update)
