r"""A primary key called _fivetran_id fails the sync.

Source: fivetran.com: ambiguous column name error

Expected:
{"failed": {"message": "_fivetran_id a primary key of table rows"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["_fivetran_id"]}]


def update(configuration, state):
    op.upsert("rows", {"_fivetran_id": 1})


connector = Connector(update=update, schema=schema)
