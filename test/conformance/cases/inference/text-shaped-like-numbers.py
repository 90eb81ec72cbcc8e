r"""Text that looks like a number is typed as one, since SDK 3 sends both as the same bytes.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "whole LONG", "negative LONG", "fraction DECIMAL(5,2)", "zero LONG", "small DECIMAL(2,2)", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 15, -15, "105.34", 0, "0.05", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "whole": "15",
    "negative": "-15",
    "fraction": "105.34",
    "zero": "0",
    "small": "0.05",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
