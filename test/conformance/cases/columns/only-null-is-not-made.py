r"""An undeclared column that was only ever NULL does not exist; a declared one does.

Source: github.com/fivetran/connector_sdk FAQ

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "declared STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, null, false], [2, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"declared": "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "declared": None, "other": None})
    op.upsert("rows", {"id": 2, "other": None})


connector = Connector(update=update, schema=schema)
