r"""Empty text is a key like any other.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id STRING", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["", 2, false], [" ", 3, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": "", "v": 1})
    op.upsert("rows", {"id": "", "v": 2})
    op.upsert("rows", {"id": " ", "v": 3})


connector = Connector(update=update, schema=schema)
