r"""Fivetran naming of tables: other characters.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "a_b": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["a$b", false]]},
  "account_": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["account#", false]]},
  "done": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["% done", false]]},
  "first_second": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["first__second", false]]},
  "id_": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["id?", false]]},
  "price": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["$price", false]]},
  "price_": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["price$", false]]},
  "trailing_": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["trailing_", false]]},
  "x_": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["(x)", false]]}}}
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


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"from": name})


connector = Connector(update=update)
