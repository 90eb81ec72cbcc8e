r"""An exception in schema() fails the sync before any table is made.

Source: Connector SDK methods: schema

Expected:
{"failed": {"message": "no catalogue"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    raise RuntimeError("no catalogue")  # fails here


def update(configuration, state):
    op.upsert("rows", {"a": 1})


connector = Connector(update=update, schema=schema)
