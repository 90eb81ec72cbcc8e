r"""Empty text is text: a STRING, and not NULL.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "empty STRING", "blank STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "", " ", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "empty": "",
    "blank": " ",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
