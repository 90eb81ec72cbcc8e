r"""NaN in JSON stays the bare token that json.dumps writes.

Source: fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {"rows": {"columns": ["j JSON", "_fivetran_deleted BOOLEAN"], "rows": [["{\"a\": NaN}", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("rows", {"j": {"a": float("nan")}})


connector = Connector(update=update)
