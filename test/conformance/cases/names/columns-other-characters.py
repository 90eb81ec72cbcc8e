r"""Fivetran naming of columns: other characters.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "_price STRING", "price_ STRING", "a_b STRING", "first_second STRING", "trailing_ STRING", "_done STRING", "_x_ STRING", "id_ STRING", "account_ STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "x$price", "xprice$", "xa$b", "xfirst__second", "xtrailing_", "x% done", "x(x)", "xid?", "xaccount#", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "$price",
    "price$",
    "a$b",
    "first__second",
    "trailing_",
    "% done",
    "(x)",
    "id?",
    "account#",
]


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: "x" + name for name in NAMES}})


connector = Connector(update=update, schema=schema)
