"""Turns what the process prints into log lines with a level and an origin.

The SDK prints `HH:MM:SS.mmm LEVEL origin message` (2.x before 2.9: `Mon DD, YYYY HH:MM:SS AM LEVEL origin: message`) in
one call a message; anything else is the connector's own output. At most one line is one call's worth of output.
"""

import re
import sys
import threading
import time

from . import channel as wire

_SDK_LINE = re.compile(
    r"(?:\x1b\[[0-9;]*m)?"
    r"(?:\d\d:\d\d:\d\d\.\d{3}|[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M)\:?\s+"
    r"(?P<level>DEBUG|FINE|INFO|WARNING|ERROR|SEVERE|CRITICAL)\:?\s+"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_ORIGIN = re.compile(r"(?:[^\w\s]+️?\s+)?(?P<origin>sdk|debugger|connector|Fivetran-Connector-SDK)\:?\s+(?P<message>.*)", re.DOTALL)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CONTINUATION = re.compile(r"\n {10,}")

MAX_MESSAGE = 64 * 1024


class LogStream:
    """A text stream in place of standard output or error. `original` also gets the text when `echo` is set. What the SDK
    says of errors goes through `redact`."""

    redact = staticmethod(lambda text: text)

    def __init__(self, channel, original, origin, echo):
        self._channel = channel
        self._original = original
        self._origin = origin
        self._echo = echo
        self._partial = threading.local()

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._echo:
            self._original.write(self.redact(text) if _SDK_LINE.match(text) else text)
        pending = getattr(self._partial, "text", "") + text
        # `print` writes its text, line breaks and all, and then the last line break: one message, one line of the log.
        if pending.endswith("\n") or len(pending) > MAX_MESSAGE:
            self._partial.text = ""
            self._report(pending[:-1] if pending.endswith("\n") else pending)
        else:
            self._partial.text = pending
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        if self._echo:
            self._original.flush()

    def end(self):
        """Reports a last line that was not ended."""
        if getattr(self._partial, "text", ""):
            self.write("\n")
        self.flush()

    def __getattr__(self, name):
        return getattr(self._original, name)

    def _report(self, text):
        entry = parse(text, self._origin)
        if entry["origin"] == "sdk":
            entry["message"] = self.redact(entry["message"])
        try:
            self._channel.send_json(wire.LOG, {**entry, "time": time.time() * 1000})
        except wire.ChannelClosed:
            pass


def parse(text, origin):
    """One call's output as level, origin and message."""
    line = _SDK_LINE.match(text)
    if line is None:
        return {"level": "INFO", "origin": origin, "message": _COLOUR.sub("", text)[:MAX_MESSAGE]}
    rest = line["rest"]
    found = _ORIGIN.match(rest)
    source = found["origin"] if found else ""
    message = found["message"] if found else rest
    return {
        "level": line["level"],
        "origin": "connector" if source == "connector" or not found else "sdk",
        "message": _COLOUR.sub("", _CONTINUATION.sub("\n", message)).rstrip()[:MAX_MESSAGE],
    }


def redirect(channel, echo):
    """Puts our streams in place of the process's; returns a function that reports what is left unfinished."""
    sys.stdout = out = LogStream(channel, sys.stdout, "print", echo)
    sys.stderr = err = LogStream(channel, sys.stderr, "stderr", echo)

    def end():
        out.end()
        err.end()

    return end
