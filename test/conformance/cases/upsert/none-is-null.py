r"""An explicit None is NULL, also where there was a value.

Source: Connector SDK data types: None

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, null, false],
  [2, 5, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 5})
    op.upsert("rows", {"id": 1, "a": None})


connector = Connector(update=update, schema=schema)
