r"""SOURCE naming leaves names alone: digits.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "col1 STRING", "col12x STRING", "addr1line STRING", "v2Api STRING", "abc123DEF STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "xcol1", "xcol12x", "xaddr1line", "xv2Api", "xabc123DEF", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "col1",
    "col12x",
    "addr1line",
    "v2Api",
    "abc123DEF",
]


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: "x" + name for name in NAMES}})


connector = Connector(update=update, schema=schema)
