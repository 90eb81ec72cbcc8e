r"""Thousands of rows whose columns change from row to row all arrive in order.

Source: Connector SDK operations: upsert

Expected:
{"queries": {
  "SELECT count(*), sum(id), count(c_0), count(c_1), count(c_2) FROM rows": [[6000, 17997000, 2000, 2000, 2000]],
  "SELECT id, c_0, c_1, c_2 FROM rows WHERE id IN (0, 1, 5999)": [[0, 0, null, null], [1, null, 1, null], [5999, null, null, 5999]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    for number in range(6000):
        op.upsert("rows", {"id": number, f"c{number % 3}": number})


connector = Connector(update=update, schema=schema)
