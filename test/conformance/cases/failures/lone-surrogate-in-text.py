r"""A lone surrogate, which no text of the wire can hold, fails the sync at the connector's line.

Source: fivetran_connector_sdk (MIT), wire

Expected:
{"failed": {"message": "surrogate|UTF-8|utf-8"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("rows", {"a": "x\ud800"})  # fails here


connector = Connector(update=update)
