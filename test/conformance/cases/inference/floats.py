r"""A float is a FLOAT, one beyond single precision's range a DOUBLE.

Source: Connector SDK data types: inferred types

Expected with SDK 3:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "plain FLOAT", "whole FLOAT", "tiny FLOAT", "large DOUBLE", "third FLOAT", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 1.5, 2, 5e-324, 1e+300, 0.3333333333333333, false]]}}}

Expected with SDK 2:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "plain FLOAT", "third FLOAT", "tiny FLOAT", "whole FLOAT", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 1.5, 0.33333334, 0, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "plain": 1.5,
    "whole": 2.0,
    "tiny": 5e-324,
    "large": 1e300,
    "third": 1 / 3,
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
