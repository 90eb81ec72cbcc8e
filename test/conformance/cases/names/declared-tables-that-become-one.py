r"""Two declared tables that become one have the columns of both, with equal keys.

Source: not documented; the choice of this destination

Expected:
{"tables": {"user_data": {"key": ["id"], "columns": ["id LONG", "a INT", "b INT", "_fivetran_deleted BOOLEAN"], "rows": [[1, null, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [
        {"table": "userData", "primary_key": ["id"], "columns": {"a": "INT"}},
        {"table": "user_data", "primary_key": ["id"], "columns": {"b": "INT"}},
    ]


def update(configuration, state):
    op.upsert("userData", {"id": 1, "a": 1})
    op.upsert("user_data", {"id": 1, "b": 2})


connector = Connector(update=update, schema=schema)
