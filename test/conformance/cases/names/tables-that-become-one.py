r"""Tables whose names become one are one table, whose rows merge.

Source: fivetran.com: schema and table name normalization

Expected:
{"tables": {"user_data": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false], [2, false], [3, false], [4, false], [5, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    for number, name in enumerate(("userData", "user.data", "USER_DATA", "user data", "user__data"), 1):
        op.upsert(name, {"a": number})


connector = Connector(update=update)
