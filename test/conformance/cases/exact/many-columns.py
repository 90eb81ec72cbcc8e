r"""A row of 1,900 columns is kept whole.

Source: Connector SDK operations

Expected:
{"queries": {"SELECT count(*) FROM pragma_table_info('rows') WHERE name LIKE 'c\\_%' ESCAPE '\\'": [[1900]], "SELECT c_0, c_1899 FROM rows": [[0, 1899], [0, null]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **{f"c{number}": number for number in range(1900)}})
    op.upsert("rows", {"id": 2, "c0": 0})


connector = Connector(update=update, schema=schema)
