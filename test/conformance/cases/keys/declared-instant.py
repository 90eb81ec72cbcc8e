r"""The same instant with another offset is the same key.

Source: Connector SDK data types: UTC_DATETIME

Expected:
{"tables": {"rows": {"key": ["at"], "columns": ["at UTC_DATETIME", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [["2024-01-01T10:00:00Z", 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["at"], "columns": {"at": "UTC_DATETIME"}}]


def update(configuration, state):
    op.upsert("rows", {"at": "2024-01-01T10:00:00Z", "v": 1})
    op.upsert("rows", {"at": "2024-01-01T12:00:00+02:00", "v": 2})


connector = Connector(update=update, schema=schema)
