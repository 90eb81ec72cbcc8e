r"""A column that went from whole numbers over floats to text stays text.

Source: github.com/fivetran/connector_sdk: schema change example
Syncs: 4

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "1.0", false], [2, "1.5", false], [3, "x", false], [4, "2.5", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


VALUES = [1, 1.5, "x", 2.5]


def update(configuration, state):
    sync = state.get("sync", 0)
    op.upsert("rows", {"id": sync + 1, "a": VALUES[sync]})
    op.checkpoint({"sync": sync + 1})


connector = Connector(update=update, schema=schema)
