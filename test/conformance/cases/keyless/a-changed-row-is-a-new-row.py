r"""A row with one other value is a new row; the old one stays.

Source: fivetran.com: missing primary keys

Expected:
{"tables": {"events": {"columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false], [1, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"id": 1, "v": 1})
    op.upsert("events", {"id": 1, "v": 2})


connector = Connector(update=update)
