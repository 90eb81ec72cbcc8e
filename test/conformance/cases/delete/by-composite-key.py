r"""A delete by a composite key marks the one row that has all of it.

Source: Connector SDK examples: update and delete with a composite key

Expected:
{"tables": {"lines": {"key": ["order", "line"], "columns": ["order LONG", "line LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, 1, false],
  [1, 2, true],
  [2, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "lines", "primary_key": ["order", "line"]}]


def update(configuration, state):
    for order, line in ((1, 1), (1, 2), (2, 2)):
        op.upsert("lines", {"order": order, "line": line})
    op.delete("lines", {"line": 2, "order": 1})


connector = Connector(update=update, schema=schema)
