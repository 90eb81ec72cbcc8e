r"""An upsert replaces the row: a column that it does not send becomes NULL.

Source: Connector SDK operations: upsert; Partner SDK source guide: upsert requires all columns

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 9, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1, "b": 2})
    op.upsert("rows", {"id": 1, "a": 9})


connector = Connector(update=update, schema=schema)
