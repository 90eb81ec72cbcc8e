r"""Fivetran naming of tables: leading digits.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "_123": {"columns": ["from LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [123, false]]},
  "_1_abc": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["1abc", false]]},
  "_2024_sales": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["2024_sales", false]]},
  "_2_fa_enabled": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["2fa_enabled", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "2024_sales",
    "1abc",
    "2fa_enabled",
    "123",
]


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"from": name})


connector = Connector(update=update)
