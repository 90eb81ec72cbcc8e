r"""Fivetran naming makes one column of many spellings of its name; the first of a row is kept.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected with SDK 3:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "users LONG", "user_name LONG", "user_id LONG", "order_items LONG", "_foo LONG", "trailing_ LONG", "_ LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 0, 3, 8, 9, 13, 14, 16, false]]}}}

Expected with SDK 2:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "users LONG", "user_name LONG", "user_id LONG", "order_items LONG", "_foo LONG", "trailing_ LONG", "_ LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 2, 7, 8, 10, 13, 15, 16, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "users", "Users", "USERS",
    "userName", "UserName", "user name", "user-name", "USER_NAME",
    "userID",
    "order.items", "order-items", "order/items", "order:items",
    "_Foo",
    "trailing_", "trailing ",
    "_", "__", "😀",
    "_fivetran_deleted",
]


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{name: number for number, name in enumerate(NAMES)}})


connector = Connector(update=update, schema=schema)
