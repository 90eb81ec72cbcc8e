r"""A connector that catches the SDK's refusal goes on without that row.

Source: fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "n INT", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false], [3, 3, false]]}}, "counts": {"upserts": 2}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"n": "INT"}}]


def update(configuration, state):
    for number, value in ((1, 1), (2, "many"), (3, 3)):
        try:
            op.upsert("rows", {"id": number, "n": value})
        except (TypeError, ValueError):
            pass


connector = Connector(update=update, schema=schema)
