r"""A checkpoint covers the rows of every table.

Source: Connector SDK operations

Expected:
{"failed": {"message": "stop"}, "tables": {
  "a": {"columns": ["n LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]},
  "b": {"columns": ["n LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}, "counts": {"checkpoints": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    for number in (1, 2):
        op.upsert("a", {"n": number})
        op.upsert("b", {"n": number})
        if number == 1:
            op.checkpoint({"n": number})
    raise RuntimeError("stop")  # fails here


connector = Connector(update=update)
