r"""SOURCE naming leaves names alone: other characters.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "$price STRING", "price$ STRING", "a$b STRING", "first__second STRING", "trailing_ STRING", "% done STRING", "(x) STRING", "id? STRING", "account# STRING", "_fivetran_deleted BOOLEAN"], "rows": [
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
