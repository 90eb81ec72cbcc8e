r"""Empty text makes a column of numbers STRING.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "5", false], [2, "", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 5})
    op.upsert("rows", {"id": 2, "a": ""})


connector = Connector(update=update, schema=schema)
