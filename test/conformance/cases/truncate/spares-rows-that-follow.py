r"""Rows that follow a truncate in the same sync are not marked.

Source: Connector SDK operations: truncate

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, true], [2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.truncate("rows")
    op.upsert("rows", {"id": 2})


connector = Connector(update=update, schema=schema)
