r"""SOURCE naming leaves names alone: leading digits.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "2024_sales STRING", "1abc STRING", "2fa_enabled STRING", "123 STRING", "_fivetran_deleted BOOLEAN"], "rows": [
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
