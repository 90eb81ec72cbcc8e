r"""A declared table that gets no rows exists, empty, with its declared columns.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "declared": true, "columns": ["id INT", "a DECIMAL(5,2)", "_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "a": {"type": "DECIMAL", "precision": 5, "scale": 2}}}]


def update(configuration, state):
    op.checkpoint({})


connector = Connector(update=update, schema=schema)
