r"""A NUL character does not end a key.

Source: Connector SDK operations

Expected:
{"queries": {"SELECT count(*), sum(v) FROM rows": [[2, 5]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": "a\u0000b", "v": 1})
    op.upsert("rows", {"id": "a\u0000c", "v": 2})
    op.upsert("rows", {"id": "a\u0000b", "v": 3})


connector = Connector(update=update, schema=schema)
