r"""An update that lacks a column of the key fails the sync, naming table, column, row and line.

Source: Connector SDK examples: update and delete with a composite key

Expected:
{"failed": {"message": "update of row 2 of table rows has no value for the key column \"id\"", "table": "rows", "column": "id", "row": 2},
 "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.update("rows", {"a": 2})  # fails here


connector = Connector(update=update, schema=schema)
