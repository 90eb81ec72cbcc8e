r"""The key's columns come first, also when they are not in columns.

Source: fivetran_connector_sdk (MIT), schema processing

Expected:
{"queries": {"SELECT name FROM pragma_table_info('rows') ORDER BY cid": [["b"], ["a"], ["c"], ["_fivetran_deleted"], ["_fivetran_synced"]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["b"], "columns": {"a": "INT", "b": "INT", "c": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"a": 1, "b": 2, "c": 3})


connector = Connector(update=update, schema=schema)
