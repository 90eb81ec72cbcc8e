r"""A DECIMAL value that has too many digits only after rounding fails too.

Source: Connector SDK data types

Expected:
{"failed": {"message": "too many digits for DECIMAL\\(3,1\\)", "table": "rows", "column": "value", "value": "99.95", "row": 2},
 "tables": {"rows": {"key": ["id"], "columns": ["id INT", "value DECIMAL(3,1)", "_fivetran_deleted BOOLEAN"], "rows": [[1, "99.9", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "value": {"type": "DECIMAL", "precision": 3, "scale": 1}}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "value": "99.94"})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "value": "99.95"})  # fails here


connector = Connector(update=update, schema=schema)
