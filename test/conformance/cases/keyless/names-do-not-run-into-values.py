r"""Rows whose names and values have the same letters are different rows.

Source: not documented; the choice of this destination

Expected:
{"queries": {"SELECT count(*), count(DISTINCT _fivetran_id) FROM events": [[3, 3]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"a": "b", "c": "d"})
    op.upsert("events", {"a": 'b","c":"d'})
    op.upsert("events", {"ab": "", "c": "d"})


connector = Connector(update=update)
