r"""An upsert with None in its key fails the sync.

Source: not documented; the choice of this destination

Expected:
{"failed": {"message": "upsert of row 1 of table rows has NULL in the key column \"b\"", "table": "rows", "column": "b", "row": 1}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["a", "b"]}]


def update(configuration, state):
    op.upsert("rows", {"a": 1, "b": None})  # fails here


connector = Connector(update=update, schema=schema)
