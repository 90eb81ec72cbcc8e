r"""A delete whose key is a text finds no row among numbers, and the key's column stays what it is or widens without a match.

Source: Connector SDK operations: delete

Expected:
{"queries": {"SELECT count(*), sum(_fivetran_deleted) FROM rows": [[2, 0]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.upsert("rows", {"id": 2})
    op.delete("rows", {"id": "abc"})


connector = Connector(update=update, schema=schema)
