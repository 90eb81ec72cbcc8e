r"""Fivetran naming of tables: digits.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "abc_123_def": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["abc123DEF", false]]},
  "addr_1_line": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["addr1line", false]]},
  "col_1": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["col1", false]]},
  "col_12_x": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["col12x", false]]},
  "v_2_api": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["v2Api", false]]}}}
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


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"from": name})


connector = Connector(update=update)
