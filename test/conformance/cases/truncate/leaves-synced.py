r"""A truncate does not touch _fivetran_synced.

Source: fivetran.com: _fivetran_synced column behavior

Expected:
{"queries": {"SELECT id, _fivetran_deleted, _fivetran_synced > (SELECT _fivetran_synced FROM clock) FROM rows": [[1, true, 0]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": name, "primary_key": ["id"]} for name in ("rows", "clock")]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.upsert("clock", {"id": 1})
    op.truncate("rows")


connector = Connector(update=update, schema=schema)
