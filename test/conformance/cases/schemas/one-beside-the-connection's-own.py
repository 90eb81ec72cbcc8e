r"""A table with schema= lies in a schema of its own beside the connection's, named after both.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "v STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "own", false]]},
  "test_connection_name_sales_eu.rows": {"key": ["id"], "columns": ["id LONG", "v STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "eu", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}, {"table": "rows", "schema": "Sales EU", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "v": "own"})
    op.upsert("rows", {"id": 1, "v": "eu"}, schema="Sales EU")


connector = Connector(update=update, schema=schema)
