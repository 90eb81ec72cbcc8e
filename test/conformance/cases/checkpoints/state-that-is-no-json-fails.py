r"""A state that json.dumps refuses fails the sync at the connector's line.

Source: fivetran_connector_sdk (MIT), operations

Expected:
{"failed": {"message": "not JSON serializable"}, "tables": {}}
"""

from datetime import date

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.checkpoint({"at": date(2024, 1, 1)})  # fails here


connector = Connector(update=update)
