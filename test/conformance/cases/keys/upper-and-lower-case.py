r"""Keys that differ in case are different keys.

Source: Connector SDK operations

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id STRING", "_fivetran_deleted BOOLEAN"], "rows": [["abc", false], ["ABC", false], ["abc ", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": "abc"})
    op.upsert("rows", {"id": "ABC"})
    op.upsert("rows", {"id": "abc "})


connector = Connector(update=update, schema=schema)
