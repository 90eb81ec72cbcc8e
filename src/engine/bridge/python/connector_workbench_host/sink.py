"""Where operations become frames: rows are gathered into batches, everything else goes out at once, in order.

This is the hot path: at full speed Python is the limit, so a row costs a few list operations here and one `marshal` call a
batch. `marshal` is given its version, whose few type codes have been the same in every Python 3.
"""

import marshal
import sys
import threading
from json import dumps

from . import channel as wire
from . import refusals
from .memory import MemoryGauge
from .python_types import PythonTypes

# About 200 rows of ten columns.
BATCH_CELLS = 2600
MARSHAL_VERSION = 2
# A batch is cut in halves until each part is below this, so that memory on the other side stays bounded.
TARGET_FRAME_BYTES = 8 * 1024 * 1024
# How long a row may wait for its batch to fill: what is on the screen at a breakpoint is what was emitted.
FLUSH_SECONDS = 0.05
# Memory is looked at once in so many flushes: about once a second.
FLUSHES_PER_SAMPLE = 20
# How long a failed operation's thread waits for another's file or checkpoint to get out of its way.
ROW_NUMBER_SECONDS = 2


class RowTooLarge(ValueError):
    """A single row that no frame can hold."""


class Sink:
    """Gathers rows and sends frames. The caller holds `lock` around every method but `start_flushing`.

    `operations` names the SDK's record types, `renamed` makes the SDK's name of a column where that differs (else None).
    `add_row(schema, table, kind, data, frame)` is a closure rather than a method, since it runs for every row: `data` maps
    columns to bytes, and `frame` is where to look for the connector's line.
    """

    def __init__(self, channel, lock, library_folders, operations, renamed=None):
        self._channel = channel
        self._lock = lock
        self._libraries = tuple(library_folders)
        self._operations = operations
        self._shapes = {}
        self._widths = []
        self._sources = {}
        # Kept, so that no other code object gets the same id.
        self._codes = []
        self._cells = []
        self._types = PythonTypes(lambda types: channel.send_json(wire.PYTHON_TYPES, types), renamed)
        self.memory = MemoryGauge(lambda sample: channel.send_json(wire.MEMORY, sample))
        self._is_confirming = False
        self.add_row = self._make_add_row()

    def _make_add_row(self):
        cells = self._cells
        extend = cells.extend
        find_shape = self._find_shape
        find_source = self._find_source
        flush = self.flush
        types = self._types
        types_due = types.due
        last_schema = last_table = last_kind = last_names = last_code = last_offset = shape = source = None

        def add_row(schema, table, kind, data, frame):
            nonlocal last_schema, last_table, last_kind, last_names, last_code, last_offset, shape, source
            # Most rows are like the row before. Comparing is cheaper than a look-up: the SDK's names are new text for each
            # row, and would be hashed again.
            names = tuple(data)
            if names != last_names or table != last_table or kind is not last_kind or schema != last_schema:
                shape = find_shape(schema, table, kind, names)
                last_schema, last_table, last_kind, last_names = schema, table, kind, names
                last_offset = None
            # An instruction's offset is at hand; its line would cost more than the rest of this function.
            offset = frame.f_lasti
            code = frame.f_code
            # A row without columns leaves no cells that would tell it from the next.
            if offset != last_offset or code is not last_code or not cells or not names:
                source, own = find_source(frame)
                if shape in types_due:
                    types.look(shape, self._operation())
                extend((shape, source, own.f_lasti))
                last_code, last_offset = code, offset
            extend(data.values())
            if len(cells) > BATCH_CELLS:
                flush()

        return add_row

    def confirm_refusals(self, check):
        """From now on rows that may be refused are waited for; a refused one raises `RowRefused` where it was emitted."""
        self._is_confirming = True
        add_row = self.add_row

        def add_and_confirm(schema, table, kind, data, frame):
            add_row(schema, table, kind, data, frame)
            if check.may_be_refused(schema, table, kind, data):
                self.flush_and_confirm()

        self.add_row = add_and_confirm

    def row_number(self, schema, table):
        """The number that the table's next row would have, asked of the worker; None when it cannot be had."""
        if not self._lock.acquire(timeout=ROW_NUMBER_SECONDS):
            return None
        try:
            self.flush()
            asked = dumps({"table": {"schema": schema, "table": table}}).encode()
            return self._channel.request(wire.CONFIRM, asked).get("row")
        except (wire.ChannelClosed, ValueError):
            return None
        finally:
            self._lock.release()

    def start_flushing(self):
        """Sends waiting rows in the background, also while the debugger holds every thread of the connector."""
        thread = threading.Thread(target=self._flush_regularly, name="connector-workbench-flush", daemon=True)
        wire.hide_from_debugger(thread)
        thread.start()

    def caller(self, frame):
        """The connector's own place at or above `frame`: (file name, line)."""
        frame = self.outside(frame)
        return frame.f_code.co_filename, frame.f_lineno

    def flush(self):
        if self._cells:
            try:
                self._send_rows(self._cells)
            finally:
                self._cells.clear()
                self._types.batch_sent()

    def flush_and_confirm(self):
        """Sends what waits; while debugged also waits until it is applied. Raises `RowRefused`."""
        self.flush()
        if self._is_confirming:
            refusals.confirm(self._channel)

    def truncate(self, schema, table, deferred):
        self.flush()
        self._channel.send_json(wire.TRUNCATE, {"schema": schema, "table": table, "deferred": deferred})

    def upload(self, header, data):
        self.flush()
        self._channel.send(wire.UPLOAD, _with_header(header, data))
        if header["last"]:
            self.flush_and_confirm()

    def warning(self, message):
        self.flush()
        self._channel.send(wire.WARNING, message.encode("utf-8", "backslashreplace"))

    def checkpoint(self, state_json, frame):
        """Returns when the worker has committed the state and every row before it. `frame` is where to look for its place."""
        self.flush()
        file, line = self.caller(frame)
        payload = _with_header({"file": file, "line": line}, state_json.encode("utf-8"))
        refusals.raise_refused(self._channel.request(wire.CHECKPOINT, payload))

    def _find_shape(self, schema, table, kind, names):
        key = (schema, table, kind, names)
        shape = self._shapes.get(key)
        if shape is None:
            self.flush()
            shape = len(self._widths)
            operation = self._operations[kind]
            self._channel.send_json(
                wire.SHAPE, {"id": shape, "schema": schema, "table": table, "operation": operation, "columns": names}
            )
            self._shapes[key] = shape
            self._widths.append(len(names))
            self._types.add_shape(shape, names)
        return shape

    def _find_source(self, frame):
        """The source of the connector's own frame at or above `frame`, and that frame."""
        frame = self.outside(frame)
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

    def outside(self, frame):
        """The first frame that is not the SDK's or ours; the outermost one when all are."""
        while frame.f_code.co_filename.startswith(self._libraries) and frame.f_back is not None:
            frame = frame.f_back
        return frame

    def _operation(self):
        """The frame of the SDK's operation that is running: the last one before the connector's."""
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_back.f_code.co_filename.startswith(self._libraries):
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
        rounds = 0
        while not pause.wait(FLUSH_SECONDS):
            try:
                if rounds % FLUSHES_PER_SAMPLE == 0:
                    self.memory.sample()
                rounds += 1
                if self._cells:
                    with self._lock:
                        self.flush()
            except wire.ChannelClosed:
                return


def _with_header(header, data):
    head = dumps(header).encode("utf-8")
    return len(head).to_bytes(4, "little") + head + data
