r"""Days and times that do not exist, and other spellings, stay text.

Source: not documented; the choice of this destination

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "no_leap STRING", "month STRING", "hour STRING", "slashes STRING", "short STRING", "year_zero STRING", "fine STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2023-02-29", "2023-13-01", "2023-01-01T24:00:00", "2023/01/01", "2023-1-1", "0000-01-01", "2023-01-01T00:00:00.1234567Z", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "no_leap": "2023-02-29",
    "month": "2023-13-01",
    "hour": "2023-01-01T24:00:00",
    "slashes": "2023/01/01",
    "short": "2023-1-1",
    "year_zero": "0000-01-01",
    "fine": "2023-01-01T00:00:00.1234567Z",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
