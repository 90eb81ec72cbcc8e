r"""Fivetran naming of columns: case and separators.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "user_name STRING", "user_idnumber STRING", "httpserver STRING", "abc_def STRING", "is_ok STRING", "order_items STRING", "e_mail STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "xuserName", "xUserIDNumber", "xHTTPServer", "xAbcDEF", "xisOK", "xorder.items", "xe-mail", false]]}}}
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


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: "x" + name for name in NAMES}})


connector = Connector(update=update, schema=schema)
