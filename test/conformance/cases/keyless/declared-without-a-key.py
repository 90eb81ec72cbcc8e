r"""A table that is declared without a key is keyed by _fivetran_id, and keeps its declared types.

Source: Connector SDK concepts: schema management

Expected:
{"tables": {"events": {"columns": ["a STRING", "b INT", "_fivetran_deleted BOOLEAN"], "declared": true, "rows": [["1", 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "events", "columns": {"a": "STRING", "b": "INT"}}]


def update(configuration, state):
    op.upsert("events", {"a": "1", "b": 2})
    op.upsert("events", {"b": 2, "a": "1"})


connector = Connector(update=update, schema=schema)
