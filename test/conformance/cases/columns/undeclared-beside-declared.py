r"""Columns that schema() does not name are added to those it names.

Source: Connector SDK concepts: schema management

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id INT", "a STRING", "b LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, "5", 5, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT", "a": "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 5, "b": 5})


connector = Connector(update=update, schema=schema)
