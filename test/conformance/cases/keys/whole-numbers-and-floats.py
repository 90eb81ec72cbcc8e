r"""Whole numbers and floats in one key become text, so that no two of them become one double.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id STRING", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["9007199254740993", 1, false], ["1.5", 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 9007199254740993, "v": 1})
    op.upsert("rows", {"id": 1.5, "v": 2})


connector = Connector(update=update, schema=schema)
