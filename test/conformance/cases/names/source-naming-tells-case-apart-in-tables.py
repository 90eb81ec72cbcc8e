r"""Under SOURCE naming tables whose names differ in case are different tables.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "Users": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[1, false]]},
  "users": {"columns": ["a LONG", "_fivetran_deleted BOOLEAN"], "rows": [[2, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    op.upsert("Users", {"a": 1})
    op.upsert("users", {"a": 2})


connector = Connector(update=update)
