r"""Each of many checkpoints commits what came before it.

Source: Connector SDK operations

Expected:
{"queries": {"SELECT count(*), sum(n) FROM rows": [[50, 1225]]}, "counts": {"checkpoints": 50}, "state": {"n": 49}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["n"]}]


def update(configuration, state):
    for number in range(50):
        op.upsert("rows", {"n": number})
        op.checkpoint({"n": number})


connector = Connector(update=update, schema=schema)
