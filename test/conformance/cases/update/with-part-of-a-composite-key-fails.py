r"""An update must give every column of a composite key.

Source: Connector SDK examples: update and delete with a composite key

Expected:
{"failed": {"message": "update of row 2 of table lines has no value for the key column \"line\"", "table": "lines", "column": "line", "row": 2}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "lines", "primary_key": ["order", "line"]}]


def update(configuration, state):
    op.upsert("lines", {"order": 1, "line": 1, "a": 1})
    op.update("lines", {"order": 1, "a": 2})  # fails here


connector = Connector(update=update, schema=schema)
