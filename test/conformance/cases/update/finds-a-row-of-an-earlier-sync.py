r"""An update in a later sync changes a row that an earlier sync brought.

Source: Connector SDK operations: update
Syncs: 2

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id STRING", "a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  ["x", 9, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    if not state:
        op.upsert("rows", {"id": "x", "a": 1, "b": 2})
        op.checkpoint({"cursor": 1})
    else:
        op.update("rows", {"id": "x", "a": 9})


connector = Connector(update=update, schema=schema)
