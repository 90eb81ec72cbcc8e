"""Says which operation an exception came out of: its table, its column, the value, and what to do.

The SDK's exceptions name neither. Its operations' frames still hold what they were called with; calling the same operation
again with one column at a time, and nobody listening, shows which column it refuses.
"""

from collections import namedtuple
from reprlib import Repr

from . import remedies

OPERATIONS = ("upsert", "update", "delete", "truncate", "checkpoint", "error", "warning")
_ROW_ARGUMENTS = ("data", "modified", "keys")
MAX_VALUE = 200

# `frame` is the SDK's operation, `caller` the connector's frame that called it, and `own_frames` those above, innermost last.
Call = namedtuple("Call", "error name frame own_frames")

# `operation` as in a finish frame, or None; `text` says what failed and what to do; `file` and `line` where. `cause` is the
# exception that it explains, None when the text needs none.
Explanation = namedtuple("Explanation", "operation text file line cause")


def find_call(error, codes):
    """The innermost call of an SDK operation that `error`, or what caused it, came out of; None when there is none.
    `codes` are the operations' names by code object."""
    for cause in chain(error):
        frames, trace = [], cause.__traceback__
        while trace is not None:
            frames.append((trace.tb_frame, trace.tb_lineno))
            trace = trace.tb_next
        for index in range(len(frames) - 1, 0, -1):
            name = codes.get(frames[index][0].f_code)
            if name is not None:
                return Call(cause, name, frames[index][0], frames[:index])
    return None


def chain(error):
    """The exception, then what caused it or was being handled when it was raised."""
    seen = []
    while error is not None and all(error is not known for known in seen):
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen


class Explainer:
    """`columns(schema, table)` gives declared types by column, `row_number(schema, table)` the failed row's number or None,
    `place(frames)` the connector's own (file, line) among frames and lines."""

    def __init__(self, adapter, redact, row_number, place):
        self._adapter = adapter
        self._codes = adapter.operation_codes()
        self._redact = redact
        self._row_number = row_number
        self._place = place

    def explain(self, error):
        """What is known of the operation that failed, or None when none did."""
        call = find_call(error, self._codes)
        if call is None:
            return None
        names = call.frame.f_locals
        if self._adapter.receiver is None:
            text = f"op.{call.name}() was called before update(). Operations can be called only while update() runs."
            return Explanation(None, text, *self._place(call.own_frames), call.error)
        if call.name == "checkpoint":
            operation, text = None, self._checkpoint_text(names.get("state"))
        elif call.name in ("error", "warning"):
            return None
        else:
            operation, text = self._row_text(call, names)
        return text and Explanation(operation, self._redact(text), *self._place(call.own_frames), call.error)

    def _checkpoint_text(self, state):
        found = remedies.for_json(state)
        if found is None:
            return None
        path, value, remedy = found
        return f"the state of op.checkpoint at {path} is {self._shown(value)}: {remedy}"

    def _row_text(self, call, names):
        table, schema = names.get("table"), names.get("schema")
        argument = next((name for name in _ROW_ARGUMENTS if name in names), None)
        column, value, remedy = self._culprit(call, table, schema, names.get(argument), argument is not None)
        known = _is_name(table)
        row = self._row_number(schema if isinstance(schema, str) else None, table) if known and argument else None
        operation = {
            "schema": schema if _is_name(schema) else None,
            "table": table if known else self._shown(table),
            "column": column,
            "value": None if value is _NO_VALUE else self._shown(value),
            "row": row,
        }
        subject = f"{call.name} of row {row} of table {operation['table']}" if row else f"{call.name} on table {operation['table']}"
        if column is not None:
            declared = self._adapter.declared_type(schema, table, column)
            subject += f", column {column}{f' ({declared})' if declared else ''}, value {operation['value']}"
        return operation, f"{subject}: {remedy}" if remedy else subject

    def _culprit(self, call, table, schema, data, has_data):
        """The column that the operation refuses, its value, and the remedy."""
        for what, name in (("table", table), ("schema", schema)):
            if what == "schema" and name is None:
                continue
            if not _is_name(name):
                return None, name, remedies.for_table_name(what, name)
        if not has_data:
            return None, _NO_VALUE, None
        if not hasattr(data, "items"):
            return None, data, remedies.for_data(data)
        options = {} if schema is None else {"schema": schema}
        with self._adapter.ignoring_operations():
            for name, value in list(data.items()):
                if self._is_refused(call, table, {name: value}, options):
                    if not isinstance(name, (str, bytes)) or remedies.lone_surrogate(name):
                        return self._shown(name), value, remedies.for_column_name(name)
                    column = name if isinstance(name, str) else name.decode("utf-8", "replace")
                    declared = self._adapter.declared_type(schema, table, column)
                    return column, value, remedies.for_value(declared, value, call.error)
        return None, _NO_VALUE, None

    def _is_refused(self, call, table, data, options):
        try:
            getattr(self._adapter.operations, call.name)(table, data, **options)
        except Exception as error:
            return type(error) is type(call.error) and str(error) == str(call.error)
        return False

    def _shown(self, value):
        """The value as Python writes it, without secrets, shortened."""
        return shorten(self._redact(_SHORT.repr(value)))


def _is_name(name):
    return isinstance(name, str) and name.strip() != "" and remedies.lone_surrogate(name) is None


def shorten(text):
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"


def _short_repr():
    """Collections and texts of any size are cut while they are written, not after; so are broken `__repr__`s."""
    short = Repr()
    short.maxstring = short.maxother = short.maxlong = 4 * MAX_VALUE
    short.maxdict = short.maxlist = short.maxtuple = short.maxset = short.maxfrozenset = 20
    return short


_SHORT = _short_repr()
_NO_VALUE = object()
