r"""A value that the SDK refuses, and the connector does not catch, fails the sync at the connector's line.

Source: Connector SDK data types

Expected:
{"failed": {"message": "Value out of range: 3000000000"},
 "tables": {"rows": {"key": ["id"], "columns": ["id INT", "value INT", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "value": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "value": 1})
    op.checkpoint({})
    op.upsert("rows", {"id": 2, "value": 3000000000})  # fails here


connector = Connector(update=update, schema=schema)
