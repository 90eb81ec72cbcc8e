r"""A table that is declared twice fails the sync.

Source: fivetran_connector_sdk (MIT), schema processing

Expected:
{"failed": {"message": "Table already defined: rows"}, "tables": {}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows"}, {"table": "rows"}]


def update(configuration, state):
    pass


connector = Connector(update=update, schema=schema)
