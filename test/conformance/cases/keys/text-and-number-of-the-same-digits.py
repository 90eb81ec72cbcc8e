r"""The text 1 and the number 1 are one key, since both arrive as the same bytes.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "v": 1})
    op.upsert("rows", {"id": "1", "v": 2})


connector = Connector(update=update, schema=schema)
