r"""Fivetran naming makes one table of many spellings of its name.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"queries": {"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name": [["_"], ["fivetran_deleted"], ["foo"], ["order_items"], ["trailing_"], ["user_id"], ["user_name"], ["users"]],
  "SELECT count(*) FROM users": [[3]], "SELECT count(*) FROM user_name": [[5]], "SELECT count(*) FROM order_items": [[4]], "SELECT count(*) FROM _": [[3]]}}
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


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"source": name})


connector = Connector(update=update)
