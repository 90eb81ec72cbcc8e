r"""A type that does not exist fails the sync.

Source: fivetran_connector_sdk (MIT), schema processing

Expected:
{"failed": {"message": "Unrecognized column type encountered"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INTEGER"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})


connector = Connector(update=update, schema=schema)
