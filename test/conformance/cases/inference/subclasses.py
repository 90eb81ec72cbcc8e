r"""Subclasses count as what they derive from.

Source: fivetran_connector_sdk (MIT), type coercion

Expected:
{"tables": {
  "rows": {"key": ["id"], "columns": ["id INT", "flag LONG", "name STRING", "box JSON", "_fivetran_deleted BOOLEAN"], "rows": [
    [1, 1, "x", "{\"a\": 1}", false]]}}}
"""

from collections import OrderedDict
from enum import IntEnum

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


class Flag(IntEnum):
    ON = 1


class Name(str):
    pass


VALUES = {
    "flag": Flag.ON,
    "name": Name("x"),
    "box": OrderedDict(a=1),
}


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("rows", {"id": 1, **VALUES})


connector = Connector(update=update, schema=schema)
