"""Where operations become frames: rows are gathered into batches, everything else goes out at once, in order.

This is the hot path: at full speed Python is the limit, so a row costs a few list operations here and one `marshal` call a
batch. `marshal` is given its version, whose few type codes have been the same in every Python 3.
"""

import json
import marshal
import threading

from . import channel as wire

# About 200 rows of ten columns.
BATCH_CELLS = 2600
MARSHAL_VERSION = 2
# A batch is cut in halves until each part is below this, so that memory on the other side stays bounded.
TARGET_FRAME_BYTES = 8 * 1024 * 1024
# How long a row may wait for its batch to fill: what is on the screen at a breakpoint is what was emitted.
FLUSH_SECONDS = 0.05


# Between column names in a shape's key: no name holds a lone surrogate, since every SDK sends names as UTF-8.
NAME_SEPARATOR = "\ud800"
join_names = NAME_SEPARATOR.join


class RowTooLarge(ValueError):
    """A single row that no frame can hold."""


class Sink:
    """Gathers rows and sends frames. The caller holds `lock` around every method but `start_flushing`.

    `add_row(key, values, frame)` is a closure rather than a method, since it runs for every row: `key` names the row's
    shape, (schema, table, operation, `join_names(columns)`), `values` are bytes, one a column, and `frame` is where to look for the
    connector's line.
    """

    def __init__(self, channel, lock, library_folders):
        self._channel = channel
        self._lock = lock
        self._libraries = tuple(library_folders)
        self._shapes = {}
        self._widths = []
        self._sources = {}
        # Kept, so that no other code object gets the same id.
        self._codes = []
        self._cells = []
        self.add_row = self._make_add_row()

    def _make_add_row(self):
        cells = self._cells
        extend = cells.extend
        shape_of = self._shapes.get
        source_of = self._sources.get
        define_shape = self._define_shape
        find_source = self._find_source
        flush = self.flush
        last_shape = last_source = last_offset = None

        def add_row(key, values, frame):
            nonlocal last_shape, last_source, last_offset
            shape = shape_of(key)
            if shape is None:
                shape = define_shape(key)
            source = source_of(id(frame.f_code))
            if source is None:
                source, frame = find_source(frame)
            # An instruction's offset is at hand; its line would cost more than the rest of this function.
            offset = frame.f_lasti
            # A row without columns leaves no cells that would tell it from the next.
            if offset != last_offset or shape != last_shape or source != last_source or not cells or not values:
                last_shape, last_source, last_offset = shape, source, offset
                extend((shape, source, offset))
            extend(values)
            if len(cells) > BATCH_CELLS:
                flush()

        return add_row

    def start_flushing(self):
        """Sends waiting rows in the background, also while the debugger holds every thread of the connector."""
        thread = threading.Thread(target=self._flush_regularly, name="connector-workbench-flush", daemon=True)
        wire.hide_from_debugger(thread)
        thread.start()

    def caller(self, frame):
        """The connector's own place at or above `frame`: (file name, line)."""
        frame = self._outside(frame)
        return frame.f_code.co_filename, frame.f_lineno

    def flush(self):
        if self._cells:
            try:
                self._send_rows(self._cells)
            finally:
                self._cells.clear()

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

    def _define_shape(self, key):
        schema, table, operation, names = key
        columns = names.split(NAME_SEPARATOR) if names else []
        self.flush()
        shape = len(self._shapes)
        self._channel.send_json(
            wire.SHAPE, {"id": shape, "schema": schema, "table": table, "operation": operation, "columns": columns}
        )
        self._shapes[key] = shape
        self._widths.append(len(columns))
        return shape

    def _find_source(self, frame):
        """The source of the connector's own frame at or above `frame`, and that frame."""
        frame = self._outside(frame)
        code = frame.f_code
        source = self._sources.get(id(code))
        if source is None:
            self.flush()
            source = len(self._sources)
            lines = [[start, line] for start, _, line in code.co_lines() if line is not None]
            self._channel.send_json(wire.SOURCE, {"id": source, "path": code.co_filename, "lines": lines})
            self._sources[id(code)] = source
            self._codes.append(code)
        return source, frame

    def _outside(self, frame):
        """The first frame that is not the SDK's or ours; the outermost one when all are."""
        while frame.f_code.co_filename.startswith(self._libraries) and frame.f_back is not None:
            frame = frame.f_back
        return frame

    def _send_rows(self, cells):
        payload = marshal.dumps(cells, MARSHAL_VERSION)
        if len(payload) <= TARGET_FRAME_BYTES:
            self._channel.send(wire.ROWS, payload)
            return
        halves = self._halves(cells)
        if len(halves) == 2:
            for half in halves:
                self._send_rows(half)
        elif len(payload) <= wire.MAX_FRAME_BYTES:
            self._channel.send(wire.ROWS, payload)
        else:
            raise RowTooLarge(
                f"a row of {len(payload):,} bytes was emitted; a row can have at most {wire.MAX_FRAME_BYTES:,} bytes here"
            )

    def _halves(self, cells):
        """The rows of a batch as two batches, or as one when there is only one row."""
        widths = self._widths
        header, at = [], 0
        while at < len(cells):
            if isinstance(cells[at], int):
                header = cells[at : at + 3]
                at += 3
            at += widths[header[0]]
            if at * 2 >= len(cells):
                break
        if at >= len(cells):
            return (cells,)
        return cells[:at], cells[at:] if isinstance(cells[at], int) else header + cells[at:]

    def _flush_regularly(self):
        pause = threading.Event()
        while not pause.wait(FLUSH_SECONDS):
            if self._cells:
                try:
                    with self._lock:
                        self.flush()
                except wire.ChannelClosed:
                    return

