r"""A connector cannot go on after op.error by catching exceptions.

Source: Partner SDK development guide: tasks end the sync

Expected:
{"failed": {"message": "stop here"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    try:
        op.error("stop here")  # fails here
    except BaseException:
        pass
    op.upsert("rows", {"a": 1})
    op.checkpoint({})


connector = Connector(update=update)
