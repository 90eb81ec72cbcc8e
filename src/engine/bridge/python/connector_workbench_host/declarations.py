"""What schema() returned, before the SDK has read it: where it is written, what of it the SDK ignores, and what is wrong."""

import difflib
from collections import namedtuple

from . import failed_operation, remedies
from .schema_source import SchemaSource, line_of_column, line_of_entry

TYPES = (
    "BOOLEAN", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE", "NAIVE_DATE", "NAIVE_DATETIME", "UTC_DATETIME", "BINARY", "XML",
    "STRING", "JSON",
)  # fmt: skip
_DECIMAL = '{"type": "DECIMAL", "precision": 15, "scale": 2}'
_NEAREST = {
    "INTEGER": "INT", "INT32": "INT", "SMALLINT": "SHORT", "TINYINT": "SHORT", "INT16": "SHORT", "BIGINT": "LONG",
    "INT64": "LONG", "BOOL": "BOOLEAN", "BIT": "BOOLEAN", "TEXT": "STRING", "STR": "STRING", "VARCHAR": "STRING",
    "CHAR": "STRING", "UUID": "STRING", "REAL": "FLOAT", "FLOAT64": "DOUBLE", "DATE": "NAIVE_DATE",
    "DATETIME": "UTC_DATETIME", "TIMESTAMP": "UTC_DATETIME", "TIMESTAMPTZ": "UTC_DATETIME", "TIMESTAMP_TZ": "UTC_DATETIME",
    "TIME": "STRING", "NAIVE_TIME": "STRING", "BYTES": "BINARY", "BLOB": "BINARY", "DICT": "JSON", "OBJECT": "JSON",
    "LIST": "JSON", "ARRAY": "JSON", "JSONB": "JSON", "MAP": "JSON", "STRUCT": "JSON", "VARIANT": "JSON",
}  # fmt: skip
_NUMERIC = {"NUMBER", "NUMERIC", "MONEY", "DEC"}

Problem = namedtuple("Problem", "index table column value text")


class Declarations:
    """The entries that one call of schema() returned. `keys` are those that the SDK reads."""

    def __init__(self, function, keys):
        self._function = function
        self._keys = keys
        self._source = None
        self._result = None
        self._taken = []

    def tee(self, result):
        """What the SDK is to be given in place of `result`; it cannot tell them apart by going through it."""
        self._result = result
        self._taken = []
        return self._drain(result) if hasattr(result, "__next__") else result

    def _drain(self, iterator):
        self._result = self._taken
        for entry in iterator:
            self._taken.append(entry)
            yield entry

    def annotate(self, tables, column_name):
        """Adds to each declared table where it is written and what of its entry is ignored. `column_name` makes the SDK's
        name of a column."""
        entries = self._entries()
        by_name = {(entry.get("schema"), entry["table"]): index for index, entry in enumerate(entries) if _is_named(entry)}
        for position, table in enumerate(tables):
            index = by_name.get((table["schema"], table["table"]), position if len(entries) == len(tables) else None)
            entry = entries[index] if index is not None and _is_named(entries[index]) else {}
            literal = self._literal(index, entry) if entry else None
            table["file"] = self._place().file
            table["line"] = line_of_entry(literal) if literal else self._place().line
            table["ignoredKeys"] = [key for key in entry if isinstance(key, str) and key not in self._keys]
            table["isKeyText"] = isinstance(entry.get("primary_key"), str)
            names = {column_name(name): name for name in _column_names(entry)}
            for column in table["columns"]:
                written = names.get(column["name"], column["name"])
                column["line"] = line_of_column(literal, written) if literal else None

    def explain(self, redact):
        """Which entry the SDK has refused, as an `Explanation`; None when it cannot be told."""
        problem = self._problem()
        if problem is None:
            return None
        source = self._place()
        line = source.line
        literal = None
        if problem.index is not None:
            entries = self._entries()
            literal = self._literal(problem.index, entries[problem.index])
        if literal is not None:
            line = (problem.column and line_of_column(literal, problem.column)) or line_of_entry(literal)
        value = failed_operation.shorten(redact(repr(problem.value)))
        where = "".join((f", table {problem.table}" if problem.table else "", f", column {problem.column}" if problem.column else ""))
        operation = None
        if problem.table is not None:
            operation = {"schema": None, "table": problem.table, "column": problem.column, "value": value, "row": None}
        return failed_operation.Explanation(operation, redact(f"schema(){where}: {problem.text}"), source.file, line, None)

    def _place(self):
        if self._source is None:
            self._source = SchemaSource(self._function)
        return self._source

    def _literal(self, index, entry):
        before = sum(1 for other in self._entries()[:index] if _is_named(other) and _is_named(entry) and _key(other) == _key(entry))
        return self._place().entry(index, entry, before)

    def _entries(self):
        result = self._result
        return list(result) if isinstance(result, (list, tuple)) else []

    def _problem(self):
        result = self._result
        if result is None:
            return Problem(None, None, None, None, "it returned None. Return a list with a dict for each table; an empty list declares none.")
        if isinstance(result, (dict, str)):
            kind = remedies.article(result)
            return Problem(None, None, None, result, f"it returned {kind}. Return a list of dicts: [{{\"table\": …, \"primary_key\": […]}}].")
        seen = set()
        for index, entry in enumerate(self._entries()):
            found = _entry_problem(entry, seen)
            if found is not None:
                table = entry.get("table") if isinstance(entry, dict) else None
                return Problem(index, table if isinstance(table, str) else None, *found)
        return None


def _entry_problem(entry, seen):
    """(column, value, text) of the first thing that is wrong with an entry, or None."""
    if not isinstance(entry, dict):
        return None, entry, f'an entry is {remedies.article(entry)}. Each must be a dict: {{"table": …, "primary_key": […]}}.'
    if "table" not in entry:
        near = difflib.get_close_matches("table", [key for key in entry if isinstance(key, str)], 1, 0.5)
        hint = f' Is "{near[0]}" meant to be "table"?' if near else ' Add "table" with its name.'
        return None, entry, f"the entry {failed_operation.shorten(repr(entry))} does not name its table.{hint}"
    for what in ("table", "schema"):
        name = entry.get(what)
        if (what == "table" or name is not None) and (not isinstance(name, str) or not name.strip()):
            return None, name, remedies.for_table_name(what, name)
    if _key(entry) in seen:
        return None, entry["table"], "the table is declared twice. Keep one entry for it, with all of its columns."
    seen.add(_key(entry))
    return _key_problem(entry) or _columns_problem(entry)


def _key_problem(entry):
    if "primary_key" not in entry or isinstance(entry["primary_key"], str):
        return None
    keys = entry["primary_key"]
    if keys is None:
        return None, keys, "primary_key is None. Leave it out, or name the key's columns: [\"id\"]."
    try:
        wrong = next((key for key in keys if not isinstance(key, (str, bytes))), None)
    except TypeError:
        return None, keys, f"primary_key is {remedies.article(keys)}. It must be a list of column names: [\"id\"]."
    return None if wrong is None else (None, wrong, f"primary_key holds {remedies.article(wrong)}. It must be a list of column names.")


def _columns_problem(entry):
    columns = entry.get("columns", {})
    if not hasattr(columns, "items"):
        return None, columns, (
            f"columns is {remedies.article(columns)}. It must be a dict of column names and types: {{\"id\": \"LONG\"}}."
        )
    for name, given in columns.items():
        if not isinstance(name, (str, bytes)):
            return str(name), name, remedies.for_column_name(name)
        text = _type_problem(given)
        if text is not None:
            return name if isinstance(name, str) else name.decode("utf-8", "replace"), given, text
    return None


def _type_problem(given):
    if isinstance(given, str):
        if given.upper() in TYPES:
            return None
        if given.upper() == "DECIMAL" or given.upper().startswith("DECIMAL("):
            return f"DECIMAL needs its precision and scale. Write {_DECIMAL}."
        return f'"{given}" is no type of the SDK. {_suggest(given)}'
    if not isinstance(given, dict):
        name = given.__name__ if isinstance(given, type) else None
        return f"the type is {remedies.article(given)}; it must be text. {_suggest(name) if name else _all_types()}"
    kind = given.get("type")
    if not isinstance(kind, str) or kind.upper() != "DECIMAL":
        written = f'Write "{kind.upper()}" for it.' if isinstance(kind, str) and kind.upper() in TYPES else _all_types()
        return f"only DECIMAL is written as a dict: {_DECIMAL}. {written}"
    for part in ("precision", "scale"):
        if part not in given:
            return f"the DECIMAL has no {part}. Write {_DECIMAL}."
        number = given[part]
        if not hasattr(number, "__index__") or not 0 <= number < 2**32:
            return f"{part} is {number!r}; it must be a whole number. Write {_DECIMAL}."
    return None


def _suggest(name):
    upper = name.upper().strip()
    base = upper.partition("(")[0].strip()
    if base in _NUMERIC:
        return f"Write {_DECIMAL}, or LONG for whole numbers."
    nearest = _NEAREST.get(base) or next(iter(difflib.get_close_matches(base, TYPES, 1, 0.6)), None)
    if nearest is None and base == "FLOAT32":
        nearest = "FLOAT"
    return f'Use "{nearest}".' if nearest else _all_types()


def _all_types():
    return f"Types are {', '.join(TYPES)}, and {_DECIMAL}."


def _is_named(entry):
    return isinstance(entry, dict) and isinstance(entry.get("table"), str)


def _key(entry):
    return entry.get("schema"), entry.get("table")


def _column_names(entry):
    keys, columns = entry.get("primary_key"), entry.get("columns")
    return [
        name
        for names in (keys if isinstance(keys, (list, tuple)) else (), columns if isinstance(columns, dict) else ())
        for name in names
        if isinstance(name, str)
    ]
