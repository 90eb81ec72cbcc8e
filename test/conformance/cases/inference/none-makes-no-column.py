r"""None makes no column.

Source: Connector SDK data types: inferred types

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "a": None,
    "b": 1,
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
