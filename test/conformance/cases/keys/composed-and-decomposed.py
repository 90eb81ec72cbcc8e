r"""Letters that look the same and have other code points are different keys.

Source: Connector SDK operations

Expected:
{"queries": {"SELECT count(*), min(length(id)), max(length(id)) FROM rows": [[2, 1, 2]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": "\u00e9"})
    op.upsert("rows", {"id": "e\u0301"})


connector = Connector(update=update, schema=schema)
