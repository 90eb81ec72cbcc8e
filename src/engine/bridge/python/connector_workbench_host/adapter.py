"""What both SDK lines have in common for this host: their operations, and where these send what they are given."""

import inspect
import sys
import threading
from contextlib import contextmanager

from .failed_operation import OPERATIONS


class OperationsAccess:
    """`operations` is the SDK's class; `receiver` and `install(receiver)` get and replace what its operations send to."""

    def __init__(self, operations):
        self.operations = operations
        self._declared = {}
        module = sys.modules[operations.__module__]
        # SDKs before 2.8 rename columns themselves; None for the others.
        self.renamed = getattr(module, "get_renamed_column_name", None)
        self.entry_keys = {"table", "primary_key", "columns"}
        if "schema" in inspect.signature(operations.upsert).parameters:
            self.entry_keys.add("schema")

    def column_name(self, name):
        """The SDK's name for a column that the connector calls `name`."""
        return name if self.renamed is None else self.renamed(name)

    def operation_codes(self):
        """The names of the operations by their code objects."""
        functions = {name: getattr(self.operations, name, None) for name in OPERATIONS}
        return {function.__code__: name for name, function in functions.items() if function is not None}

    def remember(self, tables):
        """Takes note of the declared tables, for `declared_type`."""
        self._declared = {
            (table["schema"], table["table"]): {column["name"]: column["type"] for column in table["columns"]}
            for table in tables or ()
        }

    def declared_type(self, schema, table, column):
        """The declared type's name; None for a column without one."""
        try:
            return self._declared.get((schema, table), {}).get(self.column_name(column))
        except (TypeError, AttributeError):
            return None  # names of other types, which the SDK refuses as well

    @contextmanager
    def ignoring_operations(self):
        """Meanwhile what this thread's operations emit goes nowhere; other threads' goes where it went."""
        receiver = self.receiver
        self.install(_Deaf(receiver))
        try:
            yield
        finally:
            self.install(receiver)

    def close(self):
        """From now on operations are only counted. Returns what counts them."""
        late = LateOperations()
        self.install(late)
        return late


class _Deaf:
    def __init__(self, receiver):
        self._receiver = receiver
        self._thread = threading.get_ident()

    def __getattr__(self, name):
        # The real receiver's own function, so that it finds the frames above it where it expects them.
        return _ignore if threading.get_ident() == self._thread else getattr(self._receiver, name)


def _ignore(*_):
    pass


class LateOperations:
    """Counts what threads emit after update() has returned: nobody keeps it, neither here nor in production."""

    def __init__(self):
        self._lock = threading.Lock()
        self._tables = {}
        self._checkpoints = 0

    def __getattr__(self, name):
        return self._count

    def _count(self, *arguments):
        operation = arguments[-1] if arguments else None
        table = getattr(operation, "table", None) or getattr(operation, "table_name", None)
        with self._lock:
            if table:
                self._tables[table] = self._tables.get(table, 0) + 1
            elif hasattr(operation, "state_json"):
                self._checkpoints += 1

    def summary(self):
        """`3 operations on table t and 1 checkpoint`; empty when there was nothing."""
        with self._lock:
            parts = [f"{_plural(count, 'operation')} on table {table}" for table, count in sorted(self._tables.items())]
            if self._checkpoints:
                parts.append(_plural(self._checkpoints, "checkpoint"))
        return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else ""


def _plural(count, noun):
    return f"{count} {noun}{'' if count == 1 else 's'}"
