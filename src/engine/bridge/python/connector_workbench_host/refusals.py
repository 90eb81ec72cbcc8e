"""Which rows a debugged run asks the destination about before it goes on, so that a refused row stops at its own line."""

import re

from . import channel as wire

_NAME = re.compile(r"[\W_]+")
_DECIMAL = re.compile(rb"[+-]?0*(\d*)(?:\.\d*)?\Z")
_LARGEST_FLOAT = 3.4028234e38


class RowRefused(ValueError):
    """The destination does not take the row that this operation emitted; the message says which and why."""


class RefusalCheck:
    """Tells rows that the destination takes for certain from those it may refuse: the first of each shape, those with NULL in
    a key, and those with values that a declared type may not hold."""

    def __init__(self, tables, null):
        self._null = null
        self._tables = {(_fold(table["schema"]), _fold(table["table"])): _checks(table) for table in tables or ()}
        self._shapes = {}

    def may_be_refused(self, schema, table, kind, data):
        key = (schema, table, kind, *data)
        checks = self._shapes.get(key)
        if checks is None:
            declared = self._tables.get((_fold(schema), _fold(table)), {})
            self._shapes[key] = [(name, declared[_fold(name)]) for name in data if _fold(name) in declared]
            return True
        for name, (is_key, fits) in checks:
            cell = data[name]
            if cell[0] == self._null:
                if is_key:
                    return True
            elif fits is not None and not fits(bytes(cell[1:])):
                return True
        return False


def confirm(channel):
    """Waits until the destination has applied what was sent. Raises RowRefused."""
    answer = channel.request(wire.CONFIRM, b"{}")
    raise_refused(answer)


def raise_refused(answer):
    if "refused" in answer:
        raise RowRefused(answer["refused"]["message"])


def _fold(name):
    return None if name is None else _NAME.sub("", name).lower()


def _checks(table):
    """By folded column name: whether it is a key, and a function that says whether a cell's bytes fit; None when all do."""
    keys = {_fold(name) for name in table["primaryKey"]}
    found = {key: (True, None) for key in keys}
    for column in table["columns"]:
        fits = _fitting(column)
        name = _fold(column["name"])
        if fits is not None or name in keys:
            found[name] = (name in keys, fits)
    return found


def _fitting(column):
    kind = column["type"]
    if kind == "DECIMAL":
        whole = column["precision"] - column["scale"]

        def fits(cell):
            number = _DECIMAL.match(cell)
            # Rounding may carry into one more digit.
            return number is not None and 0 < len(number[1]) < whole

        return fits
    if kind == "SHORT":
        return lambda cell: cell in (b"true", b"false") or (len(cell) < 7 and -32768 <= int(cell) < 32768)
    if kind == "FLOAT":
        return lambda cell: not abs(float(cell)) > _LARGEST_FLOAT
    return None
