r"""The value of _fivetran_id is the same in every sync, with every SDK and in a replay.

Source: not documented; the choice of this destination
Syncs: 2

Expected:
{"tables": {"events": {"columns": ["_fivetran_id STRING", "n LONG", "t STRING", "_fivetran_deleted BOOLEAN"], "rows": [
  ["jvLv83RkMerRqweG91JYgYhDfUU=", 1, "x", false],
  ["yqg2KD4Bh5Vx5nAVdeVsLPAR7fs=", null, "Größe 日本", false],
  ["l9Fw4VUO7kr8CvBlt4zaMCqXZ0w=", null, null, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("events", {"n": 1, "t": "x"})
    op.upsert("events", {"t": "Größe 日本", "n": None})
    op.upsert("events", {})


connector = Connector(update=update)
