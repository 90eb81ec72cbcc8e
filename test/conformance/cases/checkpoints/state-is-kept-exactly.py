r"""A state comes back as it was: large integers, nesting, Unicode, null.

Source: Connector SDK concepts: state management
Syncs: 2

Expected:
{"queries": {"SELECT v FROM rows": [["ok"]]}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


STATE = {"big": 12345678901234567890123, "nested": {"list": [1, 2.5, None, True]}, "text": "Größe 😀 \u0000", "": ""}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    if state:
        op.upsert("rows", {"id": 1, "v": "ok" if state == STATE else repr(state)})
    op.checkpoint(STATE)


connector = Connector(update=update, schema=schema)
