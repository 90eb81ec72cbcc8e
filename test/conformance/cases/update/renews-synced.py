r"""An update sets the row's _fivetran_synced anew.

Source: Partner SDK destination guide: _fivetran_synced

Expected:
{"queries": {"SELECT id, _fivetran_synced > (SELECT _fivetran_synced FROM clock) FROM rows ORDER BY id": [[1, 1], [2, 0]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": name, "primary_key": ["id"]} for name in ("rows", "clock")]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 2, "a": 1})
    op.upsert("clock", {"id": 1})
    op.update("rows", {"id": 1, "a": 2})


connector = Connector(update=update, schema=schema)
