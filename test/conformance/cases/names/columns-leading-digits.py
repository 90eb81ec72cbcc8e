r"""Fivetran naming of columns: leading digits.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "_2024_sales STRING", "_1_abc STRING", "_2_fa_enabled STRING", "_123 STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "x2024_sales", "x1abc", "x2fa_enabled", "x123", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "2024_sales",
    "1abc",
    "2fa_enabled",
    "123",
]


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: "x" + name for name in NAMES}})


connector = Connector(update=update, schema=schema)
