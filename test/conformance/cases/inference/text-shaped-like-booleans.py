r"""Only the exact texts true and false are BOOLEAN.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "yes BOOLEAN", "no BOOLEAN", "upper STRING", "padded STRING", "one STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, true, false, "True", "true ", "t", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "yes": "true",
    "no": "false",
    "upper": "True",
    "padded": "true ",
    "one": "t",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
