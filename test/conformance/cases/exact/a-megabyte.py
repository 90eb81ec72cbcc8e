r"""A cell of a megabyte comes through, as text and as bytes.

Source: Connector SDK data types

Expected:
{"queries": {"SELECT length(t), length(b), substr(t, -3), hex(substr(b, -2)) FROM rows": [[1048576, 1048576, "xyz", "FFFE"]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "t": "a" * (2**20 - 3) + "xyz", "b": b"\x00" * (2**20 - 2) + b"\xff\xfe"})


connector = Connector(update=update, schema=schema)
