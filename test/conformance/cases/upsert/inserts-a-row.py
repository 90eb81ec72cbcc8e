r"""An upsert of a key that is not there inserts a row, not deleted.

Source: Connector SDK operations: upsert

Expected:
{"tables": {"users": {"key": ["id"], "declared": true, "columns": ["id LONG", "name STRING", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, "Ada", false],
  [2, "Bob", false]]}},
 "counts": {"upserts": 2, "updates": 0, "deletes": 0}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "users", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("users", {"id": 1, "name": "Ada"})
    op.upsert("users", {"id": 2, "name": "Bob"})


connector = Connector(update=update, schema=schema)
