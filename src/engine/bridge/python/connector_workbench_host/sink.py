"""Where operations become frames: rows are gathered into batches, everything else goes out at once, in order.

This is the hot path: at full speed Python is the limit, so a row costs a few list operations here and one `marshal` call a
batch. `marshal` is given its version, whose few type codes have been the same in every Python 3.
"""

import json
import marshal
import sys
import threading

from . import channel as wire

BATCH_ROWS = 200
MARSHAL_VERSION = 2
# A batch is cut in halves until each part is below this, so that memory on the other side stays bounded.
TARGET_FRAME_BYTES = 8 * 1024 * 1024
# How long a row may wait for its batch to fill: what is on the screen at a breakpoint is what was emitted.
FLUSH_SECONDS = 0.05

OPERATIONS = ("upsert", "update", "delete")


class RowTooLarge(ValueError):
    """A single row that no frame can hold."""


class Sink:
    """Gathers rows and sends frames. The caller holds `lock` around every method but `start_flushing`."""

    def __init__(self, channel, lock):
        self._channel = channel
        self._lock = lock
        self._shapes = {}
        self._sources = {}
        self._cells = []
        self._starts = []

    def start_flushing(self):
        """Sends waiting rows in the background, also while the debugger holds every thread of the connector."""
        thread = threading.Thread(target=self._flush_regularly, name="connector-workbench-flush", daemon=True)
        wire.hide_from_debugger(thread)
        thread.start()

    def row(self, key, columns, values, filename, line):
        """Adds a row. `key` names its shape: (schema, table, operation, *columns); `values` are bytes, one a column."""
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._define_shape(key, columns)
        source = self._sources.get(filename)
        if source is None:
            source = self._define_source(filename)
        cells = self._cells
        self._starts.append(len(cells))
        cells.append(shape)
        cells.append(source)
        cells.append(line)
        cells.extend(values)
        if len(self._starts) >= BATCH_ROWS:
            self.flush()

    def flush(self):
        if not self._starts:
            return
        cells, self._cells = self._cells, []
        starts, self._starts = self._starts, []
        self._send_rows(cells, starts)

    def truncate(self, schema, table, deferred):
        self.flush()
        self._channel.send_json(wire.TRUNCATE, {"schema": schema, "table": table, "deferred": deferred})

    def upload(self, header, data):
        self.flush()
        head = json.dumps(header).encode("utf-8")
        self._channel.send(wire.UPLOAD, len(head).to_bytes(4, "little") + head + data)

    def warning(self, message):
        self.flush()
        self._channel.send(wire.WARNING, message.encode("utf-8", "backslashreplace"))

    def checkpoint(self, state_json):
        """Returns when the worker has committed the state and every row before it."""
        self.flush()
        self._channel.request(wire.CHECKPOINT, state_json.encode("utf-8"))

    def _define_shape(self, key, columns):
        schema, table, operation = key[:3]
        shape = self._shapes[key] = len(self._shapes)
        self.flush()
        self._channel.send_json(
            wire.SHAPE, {"id": shape, "schema": schema, "table": table, "operation": operation, "columns": list(columns)}
        )
        return shape

    def _define_source(self, filename):
        source = self._sources[filename] = len(self._sources)
        self.flush()
        self._channel.send_json(wire.SOURCE, {"id": source, "path": filename})
        return source

    def _send_rows(self, cells, starts):
        payload = marshal.dumps(cells, MARSHAL_VERSION)
        if len(payload) <= TARGET_FRAME_BYTES:
            self._channel.send(wire.ROWS, payload)
        elif len(starts) > 1:
            middle = len(starts) // 2
            cut = starts[middle]
            self._send_rows(cells[:cut], starts[:middle])
            self._send_rows(cells[cut:], [start - cut for start in starts[middle:]])
        elif len(payload) <= wire.MAX_FRAME_BYTES:
            self._channel.send(wire.ROWS, payload)
        else:
            raise RowTooLarge(
                f"a row of {len(payload):,} bytes was emitted; a row can have at most {wire.MAX_FRAME_BYTES:,} bytes here"
            )

    def _flush_regularly(self):
        pause = threading.Event()
        while not pause.wait(FLUSH_SECONDS):
            if self._starts:
                try:
                    with self._lock:
                        self.flush()
                except wire.ChannelClosed:
                    return


class Callers:
    """Finds the connector's own line that called an operation: the first frame outside the SDK and this package."""

    def __init__(self, *library_folders):
        self._folders = tuple(library_folders)
        self._outside = {}

    def find(self, depth):
        """`depth` frames up from the caller is the first one that can be the connector's. Returns (file name, line)."""
        frame = sys._getframe(depth + 1)
        outside = self._outside
        while frame is not None:
            filename = frame.f_code.co_filename
            known = outside.get(filename)
            if known is None:
                known = outside[filename] = not filename.startswith(self._folders)
            if known:
                return filename, frame.f_lineno
            frame = frame.f_back
        return "", 0
