r"""Truth values and dates can be keys.

Source: Connector SDK operations

Expected:
{"tables": {"rows": {"key": ["flag", "day"], "columns": ["flag BOOLEAN", "day NAIVE_DATE", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[true, "2024-01-01", 3, false], [false, "2024-01-01", 2, false]]}}}
"""

from datetime import date

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["flag", "day"]}]


def update(configuration, state):
    op.upsert("rows", {"flag": True, "day": date(2024, 1, 1), "v": 1})
    op.upsert("rows", {"flag": False, "day": date(2024, 1, 1), "v": 2})
    op.upsert("rows", {"flag": True, "day": date(2024, 1, 1), "v": 3})


connector = Connector(update=update, schema=schema)
