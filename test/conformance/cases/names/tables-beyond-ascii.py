r"""Fivetran naming of tables: beyond ascii.

Source: fivetran.com: schema and table name normalization; fivetran_connector_sdk 2.6 (MIT), helpers

Expected:
{"tables": {
  "ab": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["a😀b", false]]},
  "dannye_x": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["данные x", false]]},
  "emile_col": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["Émile col", false]]},
  "grosse": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["Größe", false]]},
  "naive": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["naïve", false]]},
  "strasse_x": {"columns": ["from STRING", "_fivetran_deleted BOOLEAN"], "rows": [
    ["straße x", false]]}}}
"""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


NAMES = [
    "Émile col",
    "straße x",
    "данные x",
    "Größe",
    "naïve",
    "a😀b",
]


def update(configuration, state):
    for name in NAMES:
        op.upsert(name, {"from": name})


connector = Connector(update=update)
