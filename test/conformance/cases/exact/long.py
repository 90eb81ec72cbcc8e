r"""Whole numbers to the ends of 64 bits are kept exactly, declared and undeclared.

Source: Connector SDK data types

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "declared LONG", "found LONG", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, "9223372036854775807", "9223372036854775807", false],
  [2, "-9223372036854775808", "-9223372036854775807", false],
  [3, "9007199254740993", "9007199254740993", false],
  [4, 9007199254740991, 9007199254740991, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"declared": "LONG"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "declared": 2**63 - 1, "found": 2**63 - 1})
    op.upsert("rows", {"id": 2, "declared": -(2**63), "found": -(2**63) + 1})
    op.upsert("rows", {"id": 3, "declared": 2**53 + 1, "found": 2**53 + 1})
    op.upsert("rows", {"id": 4, "declared": 2**53 - 1, "found": 2**53 - 1})


connector = Connector(update=update, schema=schema)
