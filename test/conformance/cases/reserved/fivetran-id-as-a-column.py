r"""A source column called _fivetran_id is left out.

Source: fivetran.com: ambiguous column name error

Expected:
{"tables": {"rows": {"key": ["id"], "columns": ["id LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, "_fivetran_id": "mine"})


connector = Connector(update=update, schema=schema)
