r"""A connector that leaves by sys.exit has failed.

Source: Connector SDK logs: exit()

Expected:
{"failed": {"message": "exit"}, "tables": {"rows": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}
"""

import sys

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("rows", {"a": 1})
    op.checkpoint({})
    op.upsert("rows", {"a": 2})
    sys.exit(0)  # fails here


connector = Connector(update=update)
