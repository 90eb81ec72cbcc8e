r"""Text that a number would not print like stays text.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "zeros STRING", "plus STRING", "blank STRING", "exponent STRING", "dot STRING", "trailing STRING", "grouped STRING", "phone STRING", "hexadecimal STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "007", "+5", " 5", "1e5", ".5", "5.", "1,000", "+49 30 1234", "0x10", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "zeros": "007",
    "plus": "+5",
    "blank": " 5",
    "exponent": "1e5",
    "dot": ".5",
    "trailing": "5.",
    "grouped": "1,000",
    "phone": "+49 30 1234",
    "hexadecimal": "0x10",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
