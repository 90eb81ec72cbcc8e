r"""A key column without a declared type takes it from its values.

Source: Connector SDK concepts: schema management

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id STRING", "_fivetran_deleted BOOLEAN"], "rows": [["a", false], ["b", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": "a"})
    op.upsert("rows", {"id": "b"})


connector = Connector(update=update, schema=schema)
