r"""NaN in a key is NULL, which a key cannot be.

Source: not documented; the choice of this destination

Expected:
{"failed": {"message": "NULL in the key column \"id\"", "table": "rows", "column": "id", "row": 1}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": float("nan")})  # fails here


connector = Connector(update=update, schema=schema)
