r"""A DECIMAL keeps 38 digits.

Source: Connector SDK data types

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a DECIMAL(38,0)", "b DECIMAL(38,37)", "c DECIMAL(38,10)", "_fivetran_deleted BOOLEAN"], "rows": [
  [1, "99999999999999999999999999999999999999", "9.9999999999999999999999999999999999999", "1234567890123456789012345678.0123456789", false],
  [2, "-10000000000000000000000000000000000000", "0.0000000000000000000000000000000000001", "0.1000000000", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {
        "a": {"type": "DECIMAL", "precision": 38, "scale": 0},
        "b": {"type": "DECIMAL", "precision": 38, "scale": 37},
        "c": {"type": "DECIMAL", "precision": 38, "scale": 10},
    }}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": "9" * 38, "b": "9." + "9" * 37, "c": "1234567890123456789012345678.0123456789"})
    op.upsert("rows", {"id": 2, "a": "-1" + "0" * 37, "b": "0." + "0" * 36 + "1", "c": "0.1"})


connector = Connector(update=update, schema=schema)
