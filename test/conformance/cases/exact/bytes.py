r"""All 256 bytes come through, and an empty value is not NULL.

Source: Connector SDK data types

Expected:
{"queries": {"SELECT id, length(b), hex(substr(b, 1, 3)), typeof(b) FROM rows ORDER BY id": [[1, 256, "000102", "blob"], [2, 0, "", "blob"], [3, null, "", "null"]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "b": bytes(range(256))})
    op.upsert("rows", {"id": 2, "b": b""})
    op.upsert("rows", {"id": 3, "b": None})


connector = Connector(update=update, schema=schema)
