r"""Fivetran naming of columns: beyond ascii.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "emile_col STRING", "strasse_x STRING", "dannye_x STRING", "grosse STRING", "naive STRING", "ab STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "xÉmile col", "xstraße x", "xданные x", "xGröße", "xnaïve", "xa😀b", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "Émile col",
    "straße x",
    "данные x",
    "Größe",
    "naïve",
    "a😀b",
]


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: "x" + name for name in NAMES}})


connector = Connector(update=update, schema=schema)
