r"""A generator that yields operations is run to its end, and what it yields is ignored.

Source: Connector SDK changelog, August 2025: yield is no longer needed

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false], [2, false]]}},
 "counts": {"upserts": 2, "checkpoints": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    yield op.upsert("rows", {"id": 1})
    yield op.upsert("rows", {"id": 2})
    yield op.checkpoint({})


connector = Connector(update=update, schema=schema)
