r"""A truncate marks every row there is, and only in its table.

Source: Connector SDK operations: truncate

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, true], [2, true]]},
  "others": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}},
 "counts": {"truncates": 1}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": name, "primary_key": ["id"]} for name in ("rows", "others")]


def update(configuration, state):
    op.upsert("rows", {"id": 1})
    op.upsert("others", {"id": 1})
    op.upsert("rows", {"id": 2})
    op.truncate("rows")


connector = Connector(update=update, schema=schema)
