r"""Keys beyond 2^53 that differ by one are different keys.

Source: Connector SDK data types: LONG

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["9007199254740992", 1, false], ["9007199254740993", 3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 9007199254740992, "v": 1})
    op.upsert("rows", {"id": 9007199254740993, "v": 2})
    op.upsert("rows", {"id": 9007199254740993, "v": 3})


connector = Connector(update=update, schema=schema)
