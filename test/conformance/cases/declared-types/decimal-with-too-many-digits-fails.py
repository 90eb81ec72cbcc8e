r"""A DECIMAL value with more digits than the precision fails the sync.

Source: Connector SDK data types

Expected:
{"failed": {"message": "\"1000\" has too many digits for DECIMAL\\(5,2\\)", "table": "rows", "column": "value", "value": "1000", "row": 2},
 "tables": {"rows": {"key": ["id"], "columns": ["id INT", "value DECIMAL(5,2)", "_fivetran_deleted BOOLEAN"], "rows": [[1, "999.99", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "value": {"type": "DECIMAL", "precision": 5, "scale": 2}}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "value": "999.99"})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "value": "1000"})  # fails here


connector = Connector(update=update, schema=schema)
