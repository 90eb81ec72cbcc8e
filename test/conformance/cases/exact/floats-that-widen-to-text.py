r"""A float keeps all its digits when its column becomes text.

Source: not documented; the choice of this destination

Expected with SDK 3:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "0.30000000000000004", false], [2, "1e+16", false], [3, "1e-05", false], [4, "100.0", false], [5, "x", false]]}}}

Expected with SDK 2:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "a STRING", "_fivetran_deleted BOOLEAN"], "rows": [[1, "0.3", false], [2, "1e+16", false], [3, "1e-05", false], [4, "100.0", false], [5, "x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "a": 0.1 + 0.2})
    op.upsert("rows", {"id": 2, "a": 1e16})
    op.upsert("rows", {"id": 3, "a": 1e-5})
    op.upsert("rows", {"id": 4, "a": 100.0})
    op.upsert("rows", {"id": 5, "a": "x"})


connector = Connector(update=update, schema=schema)
