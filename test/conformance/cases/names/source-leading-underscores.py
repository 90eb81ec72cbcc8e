r"""SOURCE naming leaves names alone: leading underscores.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "_private STRING", "__x STRING", "_Foo2 STRING", "_1abc STRING", "_ STRING", "_fivetran_deleted BOOLEAN"], "rows": [
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
