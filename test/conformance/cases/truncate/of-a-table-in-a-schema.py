r"""A truncate with schema= marks the rows of that schema's table only.

Source: Connector SDK operations: schema

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]},
  "test_connection_name_shop.rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, true]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}, {"table": "rows", "schema": "shop", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.upsert("rows", {"id": 1}, schema="shop")
    op.truncate("rows", schema="shop")


connector = Connector(update=update, schema=schema)
