r"""Identical rows of a table without a key are one row.

Source: fivetran.com: system columns, _fivetran_id

Expected:
{"tables": {"events": {"columns": ["a LONG", "b STRING", "_fivetran_deleted BOOLEAN"], "declared": false, "rows": [[1, "x", false], [2, "x", false]]}}, "counts": {"upserts": 3}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": 1, "b": "x"})
    op.upsert("events", {"a": 2, "b": "x"})
    op.upsert("events", {"b": "x", "a": 1})


connector = Connector(update=update)
