r"""Rows after the last checkpoint are committed when update() returns; the state stays that of the checkpoint.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false], [2, false]]}}, "state": {"cursor": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.checkpoint({"cursor": 1})
    op.upsert("rows", {"id": 2})


connector = Connector(update=update, schema=schema)
