r"""An update may bring a new column; other rows have NULL in it.

Source: Connector SDK operations: update

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b STRING", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, "new", false],
  [2, 2, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 2})
    op.update("rows", {"id": 1, "b": "new"})


connector = Connector(update=update, schema=schema)
