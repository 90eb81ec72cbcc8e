r"""Values that a connector sends for _fivetran_deleted and _fivetran_synced are ignored.

Source: not documented; the choice of this destination

Expected:
{"queries": {"SELECT id, _fivetran_deleted, _fivetran_synced > '2020' FROM rows": [[1, false, 1]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "_fivetran_deleted": True, "_fivetran_synced": "2001-01-01T00:00:00Z"})


connector = Connector(update=update, schema=schema)
