r"""An update with an explicit None makes the column NULL.

Source: Connector SDK operations: update

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, null, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1, "b": 2})
    op.update("rows", {"id": 1, "a": None})


connector = Connector(update=update, schema=schema)
