r"""An operation without schema= does not see the declaration made with it.

Source: fivetran_connector_sdk (MIT), operations

Expected:
{"tables": {
  "rows": {"columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "declared": false, "rows": [[1, false]]},
  "test_connection_name_shop.rows": {"key": ["id"], "columns": ["id STRING", "_fivetran_deleted BOOLEAN"], "declared": true, "rows": [["1", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "schema": "shop", "primary_key": ["id"], "columns": {"id": "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.upsert("rows", {"id": 1}, schema="shop")


connector = Connector(update=update, schema=schema)
