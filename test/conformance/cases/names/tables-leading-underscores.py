r"""Fivetran naming of tables: leading underscores.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "_": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["_", false]]},
  "_1_abc": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["_1abc", false]]},
  "foo_2": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["_Foo2", false]]},
  "private": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["_private", false]]},
  "x": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["__x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "_private",
    "__x",
    "_Foo2",
    "_1abc",
    "_",
]


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"from": name})


connector = Connector(update=update)
