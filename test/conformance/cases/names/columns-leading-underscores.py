r"""Fivetran naming of columns: leading underscores.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "_private STRING", "_x STRING", "_foo_2 STRING", "_1_abc STRING", "_ STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "x_private", "x__x", "x_Foo2", "x_1abc", "x_", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "_private",
    "__x",
    "_Foo2",
    "_1abc",
    "_",
]


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: "x" + name for name in NAMES}})


connector = Connector(update=update, schema=schema)
