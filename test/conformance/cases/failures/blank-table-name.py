r"""A blank table name is refused at the call.

Source: fivetran_connector_sdk (MIT), helpers

Expected:
{"failed": {"message": "Table name must be a non-empty string"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert(" ", {"a": 1})  # fails here


connector = Connector(update=update)
