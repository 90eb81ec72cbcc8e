r"""An update with None in its key fails the sync.

Source: not documented; the choice of this destination

Expected:
{"failed": {"message": "update of row 1 of table rows has NULL in the key column \"id\"", "table": "rows", "column": "id", "row": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.update("rows", {"id": None, "a": 2})  # fails here


connector = Connector(update=update, schema=schema)
