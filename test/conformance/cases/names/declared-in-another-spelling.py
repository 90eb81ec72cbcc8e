r"""A column declared under one spelling and sent under another is one column, not coerced to the declared type by the SDK.

Source: fivetran_connector_sdk (MIT), operations

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "user_id STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "7", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"userId": "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "user_id": 7})


connector = Connector(update=update, schema=schema)
