r"""Decimals that are equal at the column's scale are one key.

Source: Connector SDK data types: DECIMAL

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id DECIMAL(20,2)", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["1.50", 2, false], ["123456789012345678.90", 4, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": {"type": "DECIMAL", "precision": 20, "scale": 2}}}]


def update(configuration, state):
    op.upsert("rows", {"id": "1.5", "v": 1})
    op.upsert("rows", {"id": "1.50", "v": 2})
    op.upsert("rows", {"id": "123456789012345678.9", "v": 3})
    op.upsert("rows", {"id": "123456789012345678.90", "v": 4})


connector = Connector(update=update, schema=schema)
