r"""Of two columns of a row that become one name the first one's value is kept.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "user_id STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "first", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "userId": "first", "user_id": "second"})


connector = Connector(update=update, schema=schema)
