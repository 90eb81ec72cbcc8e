"""The wire to the destination worker. Its other side, and the protocol in full, is `src/shared/protocol/frames.ts`.

A frame is: payload length (u32, little endian), kind (u8), payload. Sending is thread-safe and keeps the order of calls.
`request` sends a frame that the worker acknowledges once everything before it is committed.
"""

import os
import socket
import struct
import sys
import threading
from json import dumps, loads  # bound now: a connector may change the module

PROTOCOL_VERSION = 4
CHANNEL_VARIABLE = "CONNECTOR_WORKBENCH_CHANNEL"
MAX_FRAME_BYTES = 256 * 1024 * 1024

HELLO, SDK, SCHEMA, SHAPE, SOURCE, ROWS, TRUNCATE, CHECKPOINT, WARNING, UPLOAD, LOG, FINISH = range(1, 13)
PYTHON_TYPES, MEMORY, SECRETS, CONFIRM = range(13, 17)
START, ACK, ABORT, REFUSED = 64, 65, 66, 67

_HEADER = struct.Struct("<IB")


class ChannelClosed(RuntimeError):
    """The worker is gone or has ended the sync; nothing emitted from here on is kept."""


def hide_from_debugger(thread):
    """Keeps a thread of ours running while the debugger holds the connector's threads (pydevd reads these attributes)."""
    thread.pydev_do_not_trace = True
    thread.is_pydev_daemon_thread = True


def is_hidden(thread):
    """Whether a thread is ours or the debugger's."""
    return getattr(thread, "is_pydev_daemon_thread", False)


class _Answer:
    """What a request waits for; `fields` stays None when the connection ends before."""

    def __init__(self):
        self.arrived = threading.Event()
        self.fields = None


class Channel:
    """One connection to the worker. `on_abort(message)` is called, on another thread, when the worker ends the sync or is
    gone (message None)."""

    def __init__(self, port, token):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._socket.settimeout(None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._lock = threading.Lock()
        self._waiting = []
        self._closed = None
        self._pid = os.getpid()
        self.send_json(
            HELLO,
            {
                "protocol": PROTOCOL_VERSION,
                "token": token,
                "pid": self._pid,
                "python": ".".join(str(part) for part in sys.version_info[:3]),
            },
        )

    def start(self):
        """The worker's answer to the handshake: what to run. Raises ChannelClosed with its reason when it refuses."""
        kind, payload = self._receive()
        if kind == ABORT:
            raise ChannelClosed(loads(payload)["message"])
        if kind != START:
            raise ChannelClosed(f"unexpected frame {kind} in place of start")
        return loads(payload)

    def listen(self, on_abort):
        """From now on answers are read on a thread of its own."""
        thread = threading.Thread(target=self._read_answers, args=(on_abort,), name="connector-workbench-answers", daemon=True)
        hide_from_debugger(thread)
        thread.start()

    def send(self, kind, payload):
        with self._lock:
            self._write(kind, payload)

    def send_json(self, kind, value):
        self.send(kind, dumps(value).encode("utf-8", "backslashreplace"))

    def request(self, kind, payload):
        """Sends a frame and waits until the worker has dealt with it and everything before it. Returns its answer: the fields
        of `ack`, or {"refused": …} when a row before was refused."""
        answer = _Answer()
        with self._lock:
            self._write(kind, payload)
            self._waiting.append(answer)
        answer.arrived.wait()
        if answer.fields is None:
            raise ChannelClosed(self._closed)
        return answer.fields

    def _write(self, kind, payload):
        if self._closed is not None:
            raise ChannelClosed(self._closed)
        if os.getpid() != self._pid:
            raise ChannelClosed("operations cannot be called from a child process; emit rows in the process that runs update()")
        try:
            if len(payload) < 65536:
                self._socket.sendall(_HEADER.pack(len(payload), kind) + payload)
            else:
                self._socket.sendall(_HEADER.pack(len(payload), kind))
                self._socket.sendall(payload)
        except OSError as error:
            raise ChannelClosed(f"the destination is gone ({error})") from error

    def _read_answers(self, on_abort):
        message = None
        try:
            while True:
                kind, payload = self._receive()
                if kind in (ACK, REFUSED):
                    fields = loads(payload)
                    with self._lock:
                        answer = self._waiting.pop(0)
                    answer.fields = fields if kind == ACK else {"refused": fields}
                    answer.arrived.set()
                elif kind == ABORT:
                    message = loads(payload)["message"]
                    break
        except (ChannelClosed, OSError):
            pass
        self._closed = message or "the destination is gone"
        on_abort(message)
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for answer in waiting:
            answer.arrived.set()

    def _receive(self):
        length, kind = _HEADER.unpack(self._read_exactly(_HEADER.size))
        if length > MAX_FRAME_BYTES:
            raise ChannelClosed("oversized frame")
        return kind, self._read_exactly(length)

    def _read_exactly(self, size):
        parts = []
        while size:
            part = self._socket.recv(min(size, 1 << 20))
            if not part:
                raise ChannelClosed("the destination is gone")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
