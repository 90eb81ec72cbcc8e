r"""Updates and deletes with schema= reach that schema's rows only.

Source: Connector SDK operations

Expected:
{"tables": {
  "test_connection_name_a.rows": {"key": ["id"], "columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 9, false], [2, 2, true]]},
  "test_connection_name_b.rows": {"key": ["id"], "columns": ["id LONG", "v LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false], [2, 2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "schema": name, "primary_key": ["id"]} for name in ("a", "b")]


def update(configuration, state):
    for name in ("a", "b"):
        op.upsert("rows", {"id": 1, "v": 1}, schema=name)
        op.upsert("rows", {"id": 2, "v": 2}, schema=name)
    op.update("rows", {"id": 1, "v": 9}, schema="a")
    op.delete("rows", {"id": 2}, schema="a")


connector = Connector(update=update, schema=schema)
