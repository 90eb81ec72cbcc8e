r"""An update of a soft-deleted row changes its columns and does not revive it.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 9, true]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.delete("rows", {"id": 1})
    op.update("rows", {"id": 1, "a": 9})


connector = Connector(update=update, schema=schema)
