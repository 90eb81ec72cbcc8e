r"""Several upserts of one key in a batch leave the last one, not a merge of them.

Source: Partner SDK destination guide: de-duplication within a batch

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a LONG", "b LONG", "c LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, null, null, 3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 1})
    op.upsert("rows", {"id": 1, "b": 2})
    op.upsert("rows", {"id": 1, "c": 3})


connector = Connector(update=update, schema=schema)
