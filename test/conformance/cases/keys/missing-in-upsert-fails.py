r"""An upsert without a key column fails the sync, naming table, column, row and line.

Source: not documented; the choice of this destination

Expected:
{"failed": {"message": "upsert of row 3 of table rows has no value for the key column \"id\"", "table": "rows", "column": "id", "row": 3},
 "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "v": 1})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "v": 2})
    op.upsert("rows", {"v": 3})  # fails here


connector = Connector(update=update, schema=schema)
