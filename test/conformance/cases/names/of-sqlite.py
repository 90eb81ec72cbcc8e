r"""Names that SQLite keeps for itself can be used.

Source: Connector SDK operations

Expected:
{"tables": {
  "rows": {"columns": ["rowid LONG", "oid LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [5, 6, false]]},
  "sqlite_master": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("sqlite_master", {"a": 1})
    op.upsert("rows", {"rowid": 5, "oid": 6})


connector = Connector(update=update)
