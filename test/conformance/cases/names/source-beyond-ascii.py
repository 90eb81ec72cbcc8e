r"""SOURCE naming leaves names alone: beyond ascii.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "Émile col STRING", "straße x STRING", "данные x STRING", "Größe STRING", "naïve STRING", "a😀b STRING", "_fivetran_deleted BOOLEAN"], "rows": [
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
