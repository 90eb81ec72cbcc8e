r"""op.error ends the sync as failed with its message, and discards rows after the last checkpoint.

Source: Connector SDK operations: error

Expected:
{"failed": {"message": "the token has expired"}, "tables": {"rows": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("rows", {"a": 1})
    op.checkpoint({})
    op.upsert("rows", {"a": 2})
    op.error("the token has expired")  # fails here
    op.upsert("rows", {"a": 3})
    op.checkpoint({})


connector = Connector(update=update)
