r"""A declared type that does not hold what the column has is refused before the first row.

Source: github.com/fivetran/connector_sdk_tools: fixer workflow
Syncs: 2

Expected:
{"failed": {"message": "Column a of table rows was STRING and schema\\(\\) now declares INT"},
 "tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "x", false]]}}}
"""

import os

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"a": "INT" if os.path.exists("later") else "STRING"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": "x"})
    op.checkpoint({})
    open("later", "w").close()


connector = Connector(update=update, schema=schema)
