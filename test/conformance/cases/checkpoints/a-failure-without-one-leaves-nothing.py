r"""A first sync that fails before a checkpoint leaves no tables.

Source: Connector SDK changelog, April 2026: transactional checkpoints

Expected:
{"failed": {"message": "no"}, "tables": {}, "state": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    raise ValueError("no")  # fails here


connector = Connector(update=update, schema=schema)
