r"""op.warning is counted and the sync goes on.

Source: Connector SDK operations: warning

Expected:
{"tables": {"rows": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}, "counts": {"warnings": 2, "upserts": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.warning("page 3 was empty")
    op.upsert("rows", {"a": 1})
    op.warning("page 4 was empty")


connector = Connector(update=update)
