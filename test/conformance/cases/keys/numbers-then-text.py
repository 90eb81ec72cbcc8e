r"""A key that was a number and then a text widens to STRING; equal keys stay equal.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id STRING", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["1", 3, false], ["01", 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "v": 1})
    op.upsert("rows", {"id": "01", "v": 2})
    op.upsert("rows", {"id": 1, "v": 3})


connector = Connector(update=update, schema=schema)
