r"""An update changes the columns it gives and leaves the others.

Source: Connector SDK operations: update

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 9, 2, false],
  [2, 3, 4, false]]}},
 "counts": {"upserts": 2, "updates": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1, "b": 2})
    op.upsert("rows", {"id": 2, "a": 3, "b": 4})
    op.update("rows", {"id": 1, "a": 9})


connector = Connector(update=update, schema=schema)
