r"""Under SOURCE naming quotes, spaces, semicolons and emoji stay in names.

Source: fivetran.com: no renaming
Naming: SOURCE

Expected:
{"tables": {
  "a \"b\"; DROP TABLE x -- 😀": {"key": ["k'"], "columns": ["k' LONG", "say \"hi\" LONG", "[x] LONG", "`y` LONG", "😀 LONG", "  LONG", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 2, 3, 4, 7, 6, false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


TABLE = 'a "b"; DROP TABLE x -- 😀'


def schema(configuration):
    return [{"table": TABLE, "primary_key": ["k'"]}]


def update(configuration, state):
    op.upsert(TABLE, {"k'": 1, 'say "hi"': 2, "[x]": 3, "`y`": 4, "😀": 5, " ": 6})
    op.update(TABLE, {"k'": 1, "😀": 7})


connector = Connector(update=update, schema=schema)
