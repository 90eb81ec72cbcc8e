r"""SOURCE naming leaves names alone: case and separators.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "userName STRING", "UserIDNumber STRING", "HTTPServer STRING", "AbcDEF STRING", "isOK STRING", "order.items STRING", "e-mail STRING", "_fivetran_deleted BOOLEAN"], "rows": [
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
