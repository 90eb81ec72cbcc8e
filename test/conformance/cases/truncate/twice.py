r"""A second truncate marks what came after the first.

Source: Connector SDK operations: truncate

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, true], [2, true], [3, false]]}},
 "counts": {"truncates": 2}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.truncate("rows")
    op.upsert("rows", {"id": 2})
    op.truncate("rows")
    op.upsert("rows", {"id": 3})


connector = Connector(update=update, schema=schema)
