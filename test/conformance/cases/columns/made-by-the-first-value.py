r"""A column appears with its first value that is not NULL, in whatever sync.

Source: github.com/fivetran/connector_sdk FAQ
Syncs: 2

Expected after sync 1:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, null, false], [2, "x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    if not state:
        op.upsert("rows", {"id": 1, "a": None})
    else:
        op.upsert("rows", {"id": 2, "a": "x"})
    op.checkpoint({"cursor": 1})


connector = Connector(update=update, schema=schema)
