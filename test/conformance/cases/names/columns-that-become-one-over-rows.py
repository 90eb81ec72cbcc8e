r"""Columns of different rows that become one name are one column.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "user_id STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "a", false], [2, "b", false], [3, "c", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "userId": "a"})
    op.upsert("rows", {"id": 2, "user_id": "b"})
    op.upsert("rows", {"id": 3, "USER.ID": "c"})


connector = Connector(update=update, schema=schema)
