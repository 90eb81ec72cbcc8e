r"""An update whose value does not fit the column widens it, and the old values are converted.

Source: Connector SDK examples: schema change

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, "many", false],
  [2, "2", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 2})
    op.update("rows", {"id": 1, "a": "many"})


connector = Connector(update=update, schema=schema)
