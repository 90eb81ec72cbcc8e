r"""Fivetran naming of columns: digits.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "col_1 STRING", "col_12_x STRING", "addr_1_line STRING", "v_2_api STRING", "abc_123_def STRING", "_fivetran_deleted BOOLEAN"], "rows": [
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
