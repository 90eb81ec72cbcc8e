r"""A sync after a failed one is given the state of the last checkpoint, and its tables.

Source: Connector SDK concepts: state management
Syncs: 3

Expected after sync 2:
{"failed": {"message": "page 2 is broken"}, "state": {"page": 1}}

Expected:
{"tables": {"rows": {"key": ["page"], "columns": ["page LONG", "sync LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, 1, false], [2, 3, false]]}}, "state": {"page": 2}}
"""

import os

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["page"]}]


def sync_number():
    with open("syncs", "a") as file:
        file.write(".")
    return os.path.getsize("syncs")


def update(configuration, state):
    sync = sync_number()
    page = state.get("page", 0) + 1
    op.upsert("rows", {"page": page, "sync": sync})
    if sync == 2:
        raise RuntimeError("page 2 is broken")
    op.checkpoint({"page": page})


connector = Connector(update=update, schema=schema)
