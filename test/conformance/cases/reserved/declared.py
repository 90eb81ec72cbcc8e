r"""Declared columns of these names do not replace Fivetran's.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id INT", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "_fivetran_deleted": "STRING", "_fivetran_synced": "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "_fivetran_deleted": "yes"})


connector = Connector(update=update, schema=schema)
