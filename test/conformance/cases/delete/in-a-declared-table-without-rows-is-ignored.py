r"""A delete in a declared table whose key has no type yet does nothing.

Source: Partner SDK source guide: delete

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["_fivetran_deleted BOOLEAN"], "rows": []}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.delete("rows", {"id": 1})
    op.checkpoint({})


connector = Connector(update=update, schema=schema)
