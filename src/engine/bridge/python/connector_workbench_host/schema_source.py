"""Finds where the entries and columns that schema() returns are written. What is computed has no place of its own."""

import ast
import os


class SchemaSource:
    """The dict literals of a schema function, or of its module for entries that are written outside of it."""

    def __init__(self, function):
        code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
        self.file = os.path.abspath(code.co_filename) if code is not None else None
        self.line = code.co_firstlineno if code is not None else None
        self._literals = self._read(code) if code is not None else []
        self._found = {}

    def entry(self, index, entry, seen_before=0):
        """The literal of the `index`th entry (an `ast.Dict`), or None. `seen_before`: earlier entries with its table's name."""
        if index not in self._found:
            self._found[index] = self._find(entry, seen_before)
        return self._found[index]

    def _find(self, entry, seen_before):
        if not isinstance(entry, dict):
            return None
        if isinstance(entry.get("table"), str):
            same = [node for node in self._literals if _constant(value_of(node, "table")) == entry["table"]]
            if "schema" in entry:
                same = [node for node in same if _constant(value_of(node, "schema")) == entry["schema"]] or same
        else:
            same = [node for node in self._literals if _evaluates_to(node, entry)]
        return same[min(seen_before, len(same) - 1)] if same else None

    def _read(self, code):
        try:
            with open(code.co_filename, "rb") as handle:
                tree = ast.parse(handle.read())
        except (OSError, SyntaxError, ValueError, RecursionError):
            return []
        own = next((node for node in ast.walk(tree) if _begins_at(node, code)), None)
        if own is not None:
            self.line = own.lineno
        inside = _dicts(own) if own is not None else []
        return inside + [node for node in _dicts(tree) if node not in inside]


def line_of_entry(literal):
    """The line that names the entry's table, or where the literal begins."""
    node = value_of(literal, "table")
    return node.lineno if node is not None else literal.lineno


def line_of_column(literal, name):
    """The line of a column in `columns`, else in `primary_key`, else None."""
    columns = value_of(literal, "columns")
    if isinstance(columns, ast.Dict):
        key = next((key for key in columns.keys if _constant(key) == name), None)
        if key is not None:
            return key.lineno
    keys = value_of(literal, "primary_key")
    elements = getattr(keys, "elts", [])
    return next((element.lineno for element in elements if _constant(element) == name), None)


def value_of(literal, key):
    """The node of a key's value in a dict literal, or None."""
    return next((value for name, value in zip(literal.keys, literal.values) if _constant(name) == key), None)


def _constant(node):
    return node.value if isinstance(node, ast.Constant) else None


def _evaluates_to(node, value):
    try:
        return ast.literal_eval(node) == value
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False


def _begins_at(node, code):
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or node.name != code.co_name:
        return False
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) == code.co_firstlineno


def _dicts(tree):
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))
