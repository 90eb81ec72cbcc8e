r"""An upsert of a deleted key makes the row live again, with the new values only.

Source: Connector SDK examples: truncate operation

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, null, 5, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.delete("rows", {"id": 1})
    op.upsert("rows", {"id": 1, "b": 5})


connector = Connector(update=update, schema=schema)
