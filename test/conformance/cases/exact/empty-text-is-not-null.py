r"""Empty text and NULL are different values.

Source: not documented; the choice of this destination

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "", false], [2, null, false], [3, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": ""})
    op.upsert("rows", {"id": 2, "a": None})
    op.upsert("rows", {"id": 3})


connector = Connector(update=update, schema=schema)
