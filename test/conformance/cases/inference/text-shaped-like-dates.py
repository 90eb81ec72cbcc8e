r"""ISO dates and date-times in text are typed as such.

Source: Connector SDK examples: unspecified types

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "day NAIVE_DATE", "local NAIVE_DATETIME", "spaced NAIVE_DATETIME", "instant UTC_DATETIME", "offset UTC_DATETIME", "leap NAIVE_DATE", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, "2007-12-03", "2007-12-03T10:15:30", "2007-12-03T10:15:30", "2007-12-03T10:15:30Z", "2007-12-03T08:15:30.25Z", "2024-02-29", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


VALUES = {
    "day": "2007-12-03",
    "local": "2007-12-03T10:15:30",
    "spaced": "2007-12-03 10:15:30",
    "instant": "2007-12-03T10:15:30Z",
    "offset": "2007-12-03T10:15:30.25+02:00",
    "leap": "2024-02-29",
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
