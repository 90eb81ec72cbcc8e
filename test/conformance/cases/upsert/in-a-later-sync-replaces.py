r"""A row of an earlier sync is replaced by one of a later sync with the same key.

Source: Connector SDK operations: upsert
Syncs: 2

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "b STRING", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, null, "two", false],
  [2, "one", null, false]]}},
 "counts": {"upserts": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    if "done" not in state:
        op.upsert("rows", {"id": 1, "a": "one"})
        op.upsert("rows", {"id": 2, "a": "one"})
        op.checkpoint({"done": True})
    else:
        op.upsert("rows", {"id": 1, "b": "two"})


connector = Connector(update=update, schema=schema)
