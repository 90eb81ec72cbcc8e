r"""DECIMAL without precision and scale fails the sync.

Source: Connector SDK data types: DECIMAL

Expected:
{"failed": {"message": "DECIMAL data type missing precision and scale"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "DECIMAL"}}]


def update(configuration, state):
    op.upsert("rows", {"id": "1"})


connector = Connector(update=update, schema=schema)
