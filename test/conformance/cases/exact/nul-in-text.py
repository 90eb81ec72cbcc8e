r"""NUL characters stay in text.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "b STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "a\u0000b\u0000", "\u0000", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"a": "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": "a\u0000b\u0000", "b": "\u0000"})


connector = Connector(update=update, schema=schema)
