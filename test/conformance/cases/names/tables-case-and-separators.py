r"""Fivetran naming of tables: case and separators.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "abc_def": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["AbcDEF", false]]},
  "e_mail": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["e-mail", false]]},
  "httpserver": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["HTTPServer", false]]},
  "is_ok": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["isOK", false]]},
  "order_items": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["order.items", false]]},
  "user_idnumber": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["UserIDNumber", false]]},
  "user_name": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["userName", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "userName",
    "UserIDNumber",
    "HTTPServer",
    "AbcDEF",
    "isOK",
    "order.items",
    "e-mail",
]


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"from": name})


connector = Connector(update=update)
