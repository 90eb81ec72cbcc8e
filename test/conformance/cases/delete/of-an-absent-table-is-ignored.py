r"""A delete in a table that does not exist makes no table.

Source: Partner SDK destination tester: delete of an absent table

Expected:
{"tables": {}, "counts": {"deletes": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.delete("nowhere", {"id": 1})
    op.checkpoint({})


connector = Connector(update=update)
