r"""A delete that lacks a column of the key fails the sync.

Source: Connector SDK examples: update and delete with a composite key

Expected:
{"failed": {"message": "delete of row 2 of table lines has no value for the key column \"line\"", "table": "lines", "column": "line", "row": 2}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "lines", "primary_key": ["order", "line"]}]


def update(configuration, state):
    op.upsert("lines", {"order": 1, "line": 1})
    op.delete("lines", {"order": 1})  # fails here


connector = Connector(update=update, schema=schema)
