"""SDK 2.x: the connector is a gRPC servicer, called here in this process; there is no port and no Java tester.

The servicer reads operations from a stream object. Ours takes its place: an operation goes to the destination in the
thread that emitted it, so that its line is known, its order is kept, and a checkpoint may wait while somebody debugs.
"""

import importlib
import os
import struct
import sys
import threading
from json import dumps

from . import configuration
from .adapter import OperationsAccess
from .sink import Sink

CELLS = {"null": 0, "scalar": 1, "json": 2, "binary": 3, "float": 4, "double": 5}

_NULL, _SCALAR, _JSON, _BINARY, _FLOAT, _DOUBLE = (bytes([CELLS[kind]]) for kind in CELLS)


class Adapter(OperationsAccess):
    """Everything this host needs of an installed SDK 2.x."""

    def __init__(self, version):
        import fivetran_connector_sdk
        from fivetran_connector_sdk.protos import common_pb2, connector_sdk_pb2

        super().__init__(fivetran_connector_sdk.Operations)
        self.version = version
        self.cells = CELLS
        self.connector_class = fivetran_connector_sdk.Connector
        self.logging = fivetran_connector_sdk.Logging
        self._messages = connector_sdk_pb2
        self._common = common_pb2
        # Parts moved to a second package in 2.13; before, they did not exist or were beside the rest.
        self.constants = _first("fivetran_connector_sdk_common.constants", "fivetran_connector_sdk.constants")
        helper = _first("fivetran_connector_sdk_common.connector_helper", "fivetran_connector_sdk.connector_helper")
        self.exit_check = getattr(helper, "exit_check", None)
        self.configuration_required = hasattr(helper, "validate_configuration")
        decryption = _first("fivetran_connector_sdk_common.configuration_decryption", "fivetran_connector_sdk.configuration_decryption")
        self.decrypt = getattr(decryption, "decrypt_configuration_values", None)
        self.encrypted_prefix = getattr(self.constants, "ENCRYPTED_VALUE_PREFIX", "fivetran_encrypted:")
        self.library_folders = [
            os.path.dirname(module.__file__) + os.sep for module in (fivetran_connector_sdk, self.constants)
        ]

    def schema(self, connector, values):
        """The declared tables as `DeclaredTable`s, or None when the connector has no schema()."""
        response = connector.Schema(self._messages.SchemaRequest(configuration=values), None)
        which = response.WhichOneof("response")
        if which == "with_schema":
            return [
                self._table(schema.name or None, table)
                for schema in response.with_schema.schemas
                for table in schema.tables
            ]
        if which == "without_schema":
            return [self._table(None, table) for table in response.without_schema.tables]
        return None

    @property
    def receiver(self):
        return self.operations.operation_stream

    def install(self, receiver):
        self.operations.operation_stream = receiver

    def update(self, connector, values, state, channel, library_folders, on_error, prepare):
        """Runs update() to its end; returns, when everything it emitted has been sent, the `LateOperations` that count the rest.
        `on_error(json, file, line)` is called for `op.error` and does not return, `prepare(rows)` with the `Sink` before
        anything is emitted."""
        stream = DirectStream(channel, self._common, library_folders, on_error, self.renamed)
        prepare(stream.rows)
        # What was emitted before, in schema() or while the connector was imported: the SDK sends it first.
        early = getattr(self.receiver, "_queue", None)
        self.install(stream)
        while early is not None and not early.empty():
            stream.add(early.get_nowait())
        stream.rows.start_flushing()
        request = self._messages.UpdateRequest(configuration=values, state_json=dumps(state))
        for _ in connector.Update(request, None):
            pass
        late = self.close()
        with stream.lock:
            stream.rows.flush_and_confirm()
        return late

    def _table(self, schema, table):
        return {
            "schema": schema,
            "table": table.name,
            "primaryKey": [column.name for column in table.columns if column.primary_key],
            "columns": [self._column(column) for column in table.columns],
        }

    def _column(self, column):
        name = self._common.DataType.Name(column.type)
        decimal = None
        if name == "DECIMAL":
            # The parameters moved between 2.x versions of the message.
            decimal = column.params.decimal if hasattr(column, "params") else column.decimal
        return {
            "name": column.name,
            "type": None if name == "UNSPECIFIED" else name,
            "precision": None if decimal is None else decimal.precision,
            "scale": None if decimal is None else decimal.scale,
        }


class DirectStream:
    """Stands in for the SDK's operation stream: its producers' side sends at once, its consumer's side only waits."""

    def __init__(self, channel, common, library_folders, on_error, renamed):
        self._on_error = on_error
        self.lock = threading.Lock()
        self._checkpoint_lock = threading.Lock()
        self._done = threading.Event()
        types = common.RecordType
        operations = {types.Value(name): name.lower() for name in ("UPSERT", "UPDATE", "DELETE")}
        self.rows = Sink(channel, self.lock, library_folders, operations, renamed)
        self._truncate_type = types.Value("TRUNCATE") if "TRUNCATE" in types.keys() else None

    def add(self, operation):
        """What 2.0 to 2.8 call for every operation, and later versions for some."""
        kind = operation.DESCRIPTOR.name
        if kind == "Checkpoint":
            self.add_checkpoint(operation)
        elif kind == "Truncate":
            with self.lock:
                self.rows.truncate(_optional(operation, "schema_name"), operation.table_name, operation.deferred)
        elif kind == "Warning":
            self.add_warning(operation)
        elif kind == "Task":
            self.add_task(operation)
        elif operation.type == self._truncate_type:
            with self.lock:
                self.rows.truncate(_optional(operation, "schema_name"), operation.table_name, False)
        else:
            self._row(operation)

    add_record = add

    def add_checkpoint(self, checkpoint):
        with self._checkpoint_lock, self.lock:
            self.rows.checkpoint(checkpoint.state_json, sys._getframe())

    def add_warning(self, warning):
        with self.lock:
            self.rows.warning(warning.message)

    def add_task(self, task):
        self._on_error(task.message, *self.rows.caller(sys._getframe()))

    def add_file_upload(self, chunks, record):
        frame = self.rows.outside(sys._getframe())
        with self.lock:
            is_first = True
            for chunk in chunks:
                self.rows.upload(*configuration.upload_parts(chunk, is_first, self.rows.caller(frame)))
                is_first = False
            self._send_row(record, frame)

    def mark_done(self):
        self._done.set()

    def unblock(self):
        """The SDK's consumer calls this after a checkpoint; ours has already been answered."""

    def record_grpc_send_timestamp(self):
        """Production's timing; nothing is sent over gRPC here."""

    def __iter__(self):
        return self

    def __next__(self):
        self._done.wait()
        raise StopIteration

    def _row(self, record):
        frame = self.rows.outside(sys._getframe())
        with self.lock:
            self._send_row(record, frame)

    def _send_row(self, record, frame):
        if getattr(record, "row_data", None):
            data = dict(record.row_data)
        else:
            data = {name: encode_cell(record.data[name]) for name in sorted(record.data)}
        self.rows.add_row(_optional(record, "schema_name"), record.table_name, record.type, data, frame)


def encode_cell(value):
    """A typed protobuf value as the cell that SDK 3.x would send for it."""
    kind = value.WhichOneof("inner")
    if kind is None or kind == "null":
        return _NULL
    inner = getattr(value, kind)
    if kind == "bool":
        return _SCALAR + (b"true" if inner else b"false")
    if kind in ("short", "int", "long"):
        return _SCALAR + str(inner).encode()
    if kind in ("string", "decimal", "xml"):
        return _SCALAR + inner.encode("utf-8")
    if kind == "float":
        return _FLOAT + _number(shortest_single(inner))
    if kind == "double":
        return _DOUBLE + _number(inner)
    if kind == "json":
        return _JSON + inner.encode("utf-8")
    if kind == "binary":
        return _BINARY + inner
    if kind == "naive_date":
        return _SCALAR + inner.ToDatetime().date().isoformat().encode()
    if kind == "naive_datetime":
        return _SCALAR + inner.ToDatetime().isoformat().encode()
    return _SCALAR + inner.ToJsonString().encode()


def shortest_single(value):
    """The shortest decimal that is this single-precision number: 0.1 rather than 0.10000000149011612."""
    for digits in (6, 7, 8):
        candidate = float(f"{value:.{digits}g}")
        try:
            if struct.pack("f", candidate) == struct.pack("f", value):
                return candidate
        except OverflowError:
            break
    return value


def _number(value):
    if value != value:
        return b"NaN"
    if value in (float("inf"), float("-inf")):
        return b"Infinity" if value > 0 else b"-Infinity"
    return repr(value).encode()


def _optional(message, field):
    """A text field that is empty when it was not given."""
    return getattr(message, field, "") or None


def _first(*names):
    for name in names:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    return None
