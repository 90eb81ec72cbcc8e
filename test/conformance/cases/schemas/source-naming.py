r"""Under SOURCE naming a schema keeps its name, without the connection's.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {"Sales EU.Order Items": {"columns": ["ID LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("Order Items", {"ID": 1}, schema="Sales EU")


connector = Connector(update=update)
