"""SDK 3.x: the connector runs in this process and its operations reach the sink installed in the SDK's MIT runtime module."""

import os

from . import configuration
from .sink import Callers, Sink


class Adapter:
    """Everything this host needs of an installed SDK 3.x."""

    def __init__(self, version):
        import fivetran_connector_sdk
        from fivetran_connector_sdk_cli import configuration_decryption, connector_helper, records, runtime, schema_processing
        from fivetran_connector_sdk_cli import type_coercion as coercion
        from fivetran_connector_sdk_common import constants

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

    def update(self, connector, values, state, channel, callers, on_error):
        """Runs update() to its end; returns when everything it emitted has been sent. `on_error(json, file, line)` is called for
        `op.error` and does not return."""
        sink = Sink3(channel, self._runtime.producer_lock, self._records.RecordType, callers, on_error)
        self._runtime.install(sink)
        sink.rows.start_flushing()
        connector.run_update(values, state)
        with self._runtime.producer_lock:
            sink.rows.flush()

    def _column(self, column, names):
        decimal = column.type == self._schema.DataType.DECIMAL
        return {
            "name": column.name,
            "type": "DECIMAL" if decimal else names.get(column.type),
            "precision": column.decimal.precision if decimal else None,
            "scale": column.decimal.scale if decimal else None,
        }


class Sink3:
    """The sink the SDK's operations call. They hold the SDK's producer lock, except around `checkpoint`'s own lock."""

    def __init__(self, channel, lock, record_type, callers, on_error):
        self.rows = Sink(channel, lock)
        self._on_error = on_error
        self._operations = {
            record_type.UPSERT: "upsert",
            record_type.UPDATE: "update",
            record_type.DELETE: "delete",
        }
        self._find_caller = callers.find
        self._add = self.rows.row

    def record(self, record):
        data = record.row_data
        filename, line = self._find_caller(2)
        self._add(
            (record.schema, record.table, self._operations[record.type], *data), data, data.values(), filename, line
        )

    def truncate(self, truncate):
        self.rows.truncate(truncate.schema, truncate.table, bool(truncate.deferred))

    def file_chunk(self, chunk):
        self.rows.upload(*configuration.upload_parts(chunk))

    def checkpoint(self, checkpoint):
        self.rows.checkpoint(checkpoint.state_json)

    def warning(self, warning):
        self.rows.warning(warning.message)

    def task(self, task):
        self._on_error(task.message, *self._find_caller(1))
