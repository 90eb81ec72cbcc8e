r"""SQL keywords are names like any other.

Source: Connector SDK operations

Expected:
{"tables": {"select": {"key": ["order"], "columns": ["order LONG", "from LONG", "where LONG", "group LONG", "table STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, 2, 3, 4, "x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "select", "primary_key": ["order"]}]


def update(configuration, state):
    op.upsert("select", {"order": 1, "from": 2, "where": 3, "group": 4, "table": "x"})
    op.update("select", {"order": 1, "from": 2})


connector = Connector(update=update, schema=schema)
