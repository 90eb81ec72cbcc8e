r"""A truncate of a table that does not exist does nothing.

Source: Partner SDK destination guide: truncate

Expected:
{"tables": {}, "counts": {"truncates": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.truncate("nowhere")
    op.checkpoint({})


connector = Connector(update=update)
