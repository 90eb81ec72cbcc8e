r"""A key column is found under each spelling of its name.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["user_id"], "columns": ["user_id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["userId"]}]


def update(configuration, state):
    op.upsert("rows", {"userId": 1, "v": 1})
    op.upsert("rows", {"user_id": 1, "v": 2})


connector = Connector(update=update, schema=schema)
