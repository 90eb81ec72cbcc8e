r"""The first sync is given an empty state.

Source: Connector SDK methods: update

Expected:
{"tables": {"rows": {"columns": ["state JSON", "_fivetran_deleted BOOLEAN"], "rows": [["{}", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("rows", {"state": state})


connector = Connector(update=update)
