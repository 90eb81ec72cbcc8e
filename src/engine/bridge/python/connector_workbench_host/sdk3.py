"""SDK 3.x: the connector runs in this process and its operations reach the sink installed in the SDK's MIT runtime module."""

import os
import sys

from . import configuration
from .adapter import OperationsAccess
from .sink import Sink


class Adapter(OperationsAccess):
    """Everything this host needs of an installed SDK 3.x."""

    def __init__(self, version):
        import fivetran_connector_sdk
        from fivetran_connector_sdk_cli import configuration_decryption, connector_helper, records, runtime, schema_processing
        from fivetran_connector_sdk_cli import type_coercion as coercion
        from fivetran_connector_sdk_common import constants

        super().__init__(fivetran_connector_sdk.Operations)
        self.version = version
        self.connector_class = fivetran_connector_sdk.Connector
        self.logging = fivetran_connector_sdk.Logging
        self.constants = constants
        self.exit_check = connector_helper.exit_check
        self.decrypt = configuration_decryption.decrypt_configuration_values
        self.encrypted_prefix = constants.ENCRYPTED_VALUE_PREFIX
        self.configuration_required = True
        self._records = records
        self._runtime = runtime
        self._schema = schema_processing
        self.cells = {
            "null": coercion._NULL_V[0],
            "scalar": coercion._PFX_SCALAR[0],
            "json": coercion._PFX_JSON[0],
            "binary": coercion._PFX_BINARY[0],
            "float": coercion._PFX_FLOAT[0],
            "double": coercion._PFX_DOUBLE[0],
        }
        self.library_folders = [
            os.path.dirname(module.__file__) + os.sep for module in (fivetran_connector_sdk, records, constants)
        ]

    def schema(self, connector, values):
        """The declared tables as `DeclaredTable`s, or None when the connector has no schema()."""
        self._schema.reset()
        result = connector.get_schema(values)
        if not connector.schema_method:
            return None
        names = {value: name for name, value in self._schema._SIMPLE_TYPES.items()}
        return [
            {
                "schema": table.schema or None,
                "table": table.name,
                "primaryKey": [column.name for column in table.columns if column.primary_key],
                "columns": [self._column(column, names) for column in table.columns],
            }
            for table in result.tables
        ]

    @property
    def receiver(self):
        return self._runtime._sink

    def install(self, receiver):
        self._runtime.install(receiver)

    def update(self, connector, values, state, channel, library_folders, on_error, prepare):
        """Runs update() to its end; returns, when everything it emitted has been sent, the `LateOperations` that count the rest.
        `on_error(json, file, line)` is called for `op.error` and does not return, `prepare(rows)` with the `Sink` before
        anything is emitted."""
        types = self._records.RecordType
        operations = {types.UPSERT: "upsert", types.UPDATE: "update", types.DELETE: "delete"}
        rows = Sink(channel, self._runtime.producer_lock, library_folders, operations, self.renamed)
        prepare(rows)
        sink = Sink3(rows, types.DELETE, on_error)
        self.install(sink)
        rows.start_flushing()
        connector.run_update(values, state)
        late = self.close()
        with self._runtime.producer_lock:
            rows.flush_and_confirm()
        return late

    def _column(self, column, names):
        decimal = column.type == self._schema.DataType.DECIMAL
        return {
            "name": column.name,
            "type": "DECIMAL" if decimal else names.get(column.type),
            "precision": column.decimal.precision if decimal else None,
            "scale": column.decimal.scale if decimal else None,
        }


class Sink3:
    """The sink the SDK's operations call. They hold the SDK's producer lock."""

    def __init__(self, rows, delete, on_error):
        self._rows = rows
        self._on_error = on_error
        # The operation whose file is under way.
        self._uploading = None
        self.record = self._make_record(rows.add_row, delete)

    @staticmethod
    def _make_record(add_row, delete):
        get_frame = sys._getframe

        def record(record):
            # Above this frame are the operation and, but for a delete, a helper of the SDK; then comes the connector.
            kind = record.type
            add_row(record.schema, record.table, kind, record.row_data, get_frame(2 if kind is delete else 3))

        return record

    def truncate(self, truncate):
        self._rows.truncate(truncate.schema, truncate.table, bool(truncate.deferred))

    def file_chunk(self, chunk):
        # A file whose stream failed has no last chunk; the next one is told from it by the operation's frame.
        frame = sys._getframe(1)
        is_first = frame is not self._uploading
        self._uploading = None if chunk.is_last else frame
        self._rows.upload(*configuration.upload_parts(chunk, is_first, self._rows.caller(frame)))

    def checkpoint(self, checkpoint):
        self._rows.checkpoint(checkpoint.state_json, sys._getframe())

    def warning(self, warning):
        self._rows.warning(warning.message)

    def task(self, task):
        self._on_error(task.message, *self._rows.caller(sys._getframe()))
