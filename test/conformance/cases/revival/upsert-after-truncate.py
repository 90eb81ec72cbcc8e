r"""Keys that are upserted after a truncate live again; the others stay deleted.

Source: Connector SDK examples: truncate operation

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, true],
  [2, null, false],
  [3, 3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 2})
    op.truncate("rows")
    op.upsert("rows", {"id": 2})
    op.upsert("rows", {"id": 3, "a": 3})


connector = Connector(update=update, schema=schema)
