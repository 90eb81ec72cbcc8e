r"""JSON of any depth comes through as it is.

Source: Connector SDK data types

Expected:
{"queries": {"SELECT length(j) FROM rows": [[1001]], "SELECT j FROM shallow": [["{\"a\": [1, 2.5, null, true, {\"b\": \"\\u00fc\"}], \"\": {}}"]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def update(configuration, state):
    op.upsert("rows", {"j": nested(500)})
    op.upsert("shallow", {"j": {"a": [1, 2.5, None, True, {"b": "ü"}], "": {}}})


connector = Connector(update=update)
