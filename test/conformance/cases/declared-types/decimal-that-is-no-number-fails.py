r"""Text that is no number in a DECIMAL column fails the sync.

Source: Connector SDK data types

Expected:
{"failed": {"message": "\"12,50\" is not a DECIMAL\\(10,2\\)", "table": "rows", "column": "value", "value": "12,50", "row": 2},
 "tables": {"rows": {"key": ["id"], "columns": ["id INT", "value DECIMAL(10,2)", "_fivetran_deleted BOOLEAN"], "rows": [[1, "1.00", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "value": {"type": "DECIMAL", "precision": 10, "scale": 2}}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "value": "1"})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "value": "12,50"})  # fails here


connector = Connector(update=update, schema=schema)
