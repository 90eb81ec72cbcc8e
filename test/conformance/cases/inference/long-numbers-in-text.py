r"""A whole number in text beyond 64 bits is a DECIMAL, and beyond 38 digits text.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "twenty DECIMAL(20,0)", "most DECIMAL(38,0)", "more STRING", "fine DECIMAL(38,38)", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "12345678901234567890", "99999999999999999999999999999999999999", "999999999999999999999999999999999999999", "0.11111111111111111111111111111111111111", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "twenty": "12345678901234567890",
    "most": "9" * 38,
    "more": "9" * 39,
    "fine": "0." + "1" * 38,
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
