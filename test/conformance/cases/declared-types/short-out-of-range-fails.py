r"""A SHORT value beyond 16 bits, which the SDK lets through, fails the sync.

Source: Connector SDK data types

Expected:
{"failed": {"message": "upsert of row 2 of table rows, column value: 40000 is out of range for SHORT", "table": "rows", "column": "value", "value": "40000", "row": 2},
 "tables": {"rows": {"key": ["id"], "columns": ["id INT", "value SHORT", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "value": "SHORT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "value": 1})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "value": 40000})  # fails here


connector = Connector(update=update, schema=schema)
