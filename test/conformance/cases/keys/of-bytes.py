r"""Bytes can be a key.

Source: Connector SDK operations

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id BINARY", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["AAE=", 3, false], ["AAI=", 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": b"\x00\x01", "v": 1})
    op.upsert("rows", {"id": b"\x00\x02", "v": 2})
    op.upsert("rows", {"id": b"\x00\x01", "v": 3})


connector = Connector(update=update, schema=schema)
