r"""A primary_key that is text makes a key column of each of its characters.

Source: fivetran_connector_sdk (MIT), schema processing

Expected:
{"failed": {"message": "has no value for the key column \"i\"", "table": "rows", "column": "i", "row": 1}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": "id"}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})  # fails here


connector = Connector(update=update, schema=schema)
