r"""An update of a row that is not there makes no row.

Source: Partner SDK source guide: update

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, false]]}},
 "counts": {"updates": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.update("rows", {"id": 2, "a": 2})


connector = Connector(update=update, schema=schema)
