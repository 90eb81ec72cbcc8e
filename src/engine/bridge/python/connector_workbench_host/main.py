"""One sync from handshake to finish: find the SDK, load connector.py, run schema() and update(), say how it ended."""

import faulthandler
import os
import signal
import sys
import threading
import time
import traceback
from json import dumps, loads

from . import channel as wire
from . import configuration, debugger, failure, logs, memory, redaction
from .declarations import Declarations
from .failed_operation import Explainer
from .loading import Problem, find_sdk, load_connector
from .refusals import RefusalCheck, RowRefused
from .watch import Watch

# What `fivetran debug` sets for the connector's own code.
ENVIRONMENT = {
    "FIVETRAN_CONNECTION_ID": "test_connection_id",
    "FIVETRAN_DEPLOYMENT_MODEL": "local_debug",
    "FIVETRAN_GROUP_ID": "test_group_id",
}

# How long connector threads that outlive update() may hold up the end of the run, and then that of the process.
LINGER_SECONDS = 0.5
LATE_REMEDY = "are lost, as they would be in production. Wait for every thread before update() returns: thread.join()."


def main():
    port, _, token = os.environ.pop(wire.CHANNEL_VARIABLE, "").partition(":")
    if not port.isdigit():
        sys.exit("run_connector.py is started by Connector Workbench; to run a connector use its commands")
    try:
        channel = wire.Channel(int(port), token)
        start = channel.start()
    except (OSError, wire.ChannelClosed) as error:
        sys.exit(f"the destination cannot be reached: {error}")
    Host(channel, start).run()


class Host:
    """The run of one connector. Whatever happens, it is reported once and the process ends."""

    def __init__(self, channel, start):
        self._channel = channel
        self._start = start
        self._project = start["project"]
        self._ended = threading.Lock()
        self._end_logs = logs.redirect(channel, start["echo"])
        self._pid = os.getpid()
        self._exit = os._exit
        os._exit = self._exit_called
        threading.excepthook = self._thread_failed
        channel.listen(self._aborted)
        if faulthandler_file := _real_file(sys.__stderr__):
            faulthandler.enable(faulthandler_file)
        if not start["echo"]:
            # Ctrl-C is for the workbench, which ends the run in an orderly way.
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def run(self):
        error = None
        try:
            self._run()
        except Problem as problem:
            error = {"message": str(problem), "file": problem.file, "line": problem.line, "traceback": None}
        except wire.ChannelClosed:
            self._leave(1)
        except BaseException as raised:
            error = self._describe(raised, self._explain(raised) or self._explain_schema())
            if self._watch is None:
                debugger.stop_where_raised(raised)
        self._finish(error)
        self._leave(0 if error is None else 1)

    # The connector's function that runs now: its place, when a failure has none of its own, and what it raised.
    _fallback = None
    _watch = None
    # What can tell more about a failure, once it is known.
    _explainer = None
    _declarations = None
    _redact = staticmethod(redaction.Redactor())
    _rows = None

    def _run(self):
        os.environ.update({**ENVIRONMENT, "FIVETRAN_CONNECTION_NAME": self._start["connectionName"]})
        os.chdir(self._project)
        adapter = find_sdk()
        self._channel.send_json(wire.SDK, {"version": adapter.version, "cells": adapter.cells})
        adapter.constants.DEBUGGING = True
        adapter.logging.LOG_LEVEL = adapter.logging.Level(min(adapter.logging.Level))
        try:
            values, sealed = configuration.load(
                self._project, self._start["configuration"], adapter, self._start.pop("secrets")
            )
        except configuration.ConfigurationError as error:
            raise Problem(str(error), error.path, error.line) from error
        self._keep_secrets(redaction.secret_values(values, sealed))
        self._explainer = Explainer(adapter, self._redact, self._row_number, self._place)
        if adapter.exit_check is not None and os.path.exists(os.path.join(self._project, "connector.py")):
            try:
                adapter.exit_check(self._project)
            except SyntaxError:
                pass  # said by loading it
        connector = load_connector(self._project, adapter)
        # As `fivetran debug` leaves them: the SDK prefers these to what it is called with, and 2.x would lose their order.
        connector.project_path = self._project
        connector.configuration = values
        connector.state = state = loads(self._start["state"])
        libraries = [os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep, *adapter.library_folders]

        self._declarations = Declarations(connector.schema_method, adapter.entry_keys)
        with self._watching(connector, "schema_method", self._declarations.tee):
            tables = adapter.schema(connector, values)
        self._watch.reraise()
        self._declarations.annotate(tables or [], adapter.column_name)
        self._declarations = None
        adapter.remember(tables)
        self._channel.request(wire.SCHEMA, dumps({"tables": tables}).encode())

        def prepare(rows):
            self._rows = rows
            if self._start["echo"]:
                rows.confirm_refusals(RefusalCheck(tables, adapter.cells["null"]))

        late = None
        with self._watching(connector, "update_method"):
            late = adapter.update(connector, values, state, self._channel, libraries, self._error_called, prepare)
        self._watch.reraise()
        self._report_late(late)

    def _watching(self, connector, name, tee=None):
        self._fallback = getattr(connector, name)
        self._watch = Watch(connector, name, self._raised, tee)
        return self._watch

    def _keep_secrets(self, secrets):
        self._redact = redaction.Redactor(secrets)
        self._channel.send_json(wire.SECRETS, {"values": secrets})
        for stream in (sys.stdout, sys.stderr):
            stream.redact = self._redact

    def _raised(self, error):
        """The connector's function has raised: describes it, then lets a debugger stop. Returns the description."""
        description = self._describe(error, self._explain(error))
        debugger.stop_where_raised(error)
        return description

    def _describe(self, error, explanation=None):
        """The `error` of a finish frame; while debugged, the exception says the same."""
        if self._watch is not None and self._watch.raised is error:
            return self._watch.description
        description = failure.describe(error, self._project, self._fallback, explanation)
        if explanation is not None and self._start["echo"]:
            failure.carry(error, explanation, self._redact)
        return description

    def _explain(self, error):
        """What is known of the operation that failed, or None. Never fails: it is an extra."""
        if self._explainer is None or isinstance(error, (RowRefused, wire.ChannelClosed, Problem)):
            return None
        try:
            return self._explainer.explain(error)
        except Exception:
            return None

    def _explain_schema(self):
        """What the SDK does not take of what schema() returned, or None."""
        if self._declarations is None or self._watch is None or self._watch.raised is not None:
            return None
        try:
            return self._declarations.explain(self._redact)
        except Exception:
            return None

    def _row_number(self, schema, table):
        return None if self._rows is None else self._rows.row_number(schema, table)

    def _place(self, frames):
        places = [(frame.f_code.co_filename, line) for frame, line in frames]
        return failure.innermost(places, self._project) or (None, None)

    def _report_late(self, late):
        """Waits a moment for the connector's threads, and says what they emitted too late to be kept."""
        end = time.monotonic() + LINGER_SECONDS
        frames = sys._current_frames()
        for thread in threading.enumerate():
            is_other = thread is not threading.current_thread() and not thread.daemon and not wire.is_hidden(thread)
            # A pool's idle thread is in nobody's code.
            if is_other and self._place(_stack(frames.get(thread.ident))) != (None, None):
                thread.join(max(end - time.monotonic(), 0))
        summary = late.summary()
        if not summary:
            return
        message = (
            f"update() returned while threads of the connector went on: {summary} came too late and {LATE_REMEDY}"
        )
        self._channel.send_json(
            wire.LOG, {"level": "WARNING", "origin": "workbench", "message": message, "time": time.time() * 1000}
        )
        self._echo(f"{message}\n")

    def _echo(self, text):
        if self._start["echo"]:
            sys.__stderr__.write(self._redact(text))

    def _finish(self, error):
        """Reports the end, once: whoever comes second waits for the process to go."""
        if not self._ended.acquire(blocking=False):
            threading.Event().wait()
        self._end_logs()
        if error is not None:
            error = self._without_secrets(error)
            # The Debug Console shows what the process writes; the log has it from the report.
            shown = error["traceback"] or ""
            self._echo(shown if error["message"] in shown else f"{shown}{error['message']}\n")
        try:
            memory.MemoryGauge(lambda sample: self._channel.send_json(wire.MEMORY, sample)).sample(is_last=True)
            self._channel.request(wire.FINISH, dumps({"error": error}).encode("utf-8", "backslashreplace"))
        except wire.ChannelClosed:
            pass

    def _without_secrets(self, error):
        masked = {name: self._redact(error[name]) for name in ("message", "traceback")}
        operation = error.get("operation")
        if operation is not None:
            masked["operation"] = {**operation, "value": self._redact(operation["value"])}
        return {**error, **masked}

    def _leave(self, code):
        """Ends the process in the ordinary way, by force if the connector's threads hold it up."""
        watchdog = threading.Timer(LINGER_SECONDS, self._force_exit, (code,))
        watchdog.daemon = True
        wire.hide_from_debugger(watchdog)
        watchdog.start()
        sys.exit(code)

    def _force_exit(self, code):
        for stream in (sys.__stdout__, sys.__stderr__):
            try:
                stream.flush()
            except (AttributeError, OSError, ValueError):
                pass
        self._exit(code)

    def _aborted(self, message):
        """The worker ended the sync, or is gone: nothing that happens from here on would be kept."""
        self._ended.acquire(blocking=False)
        self._force_exit(1 if message is None else 0)

    def _thread_failed(self, args):
        """A connector's thread that dies fails the sync: its rows are missing and update() may never know."""
        if args.exc_type is SystemExit:
            return
        if issubclass(args.exc_type, wire.ChannelClosed):
            return
        if self._watch is not None and self._watch.raised is args.exc_value:
            # SDK 2.x runs update() in a thread of its own; `run` reports what it raised.
            return
        error = self._describe(args.exc_value, self._explain(args.exc_value))
        lines = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
        print(self._redact("".join(lines)), end="", file=sys.stderr)
        name = args.thread.name if args.thread else "a thread"
        error["message"] = f"{error['message']} (in thread {name})"
        self._finish(error)
        self._force_exit(1)

    def _error_called(self, text, file, line):
        """`op.error` of the connector: ends the sync at once, whatever the connector would catch."""
        task = loads(text)
        self._finish({"message": task["message"], "file": file, "line": line, "traceback": task.get("trace")})
        self._force_exit(1)

    def _exit_called(self, code):
        """`os._exit` of the connector; a forked child's is its own affair."""
        if os.getpid() != self._pid:
            self._exit(code)
        frame = sys._getframe(1)
        self._finish(
            {
                "message": f"the connector called os._exit({code}); raise an error instead, so that its cause is known",
                "file": frame.f_code.co_filename,
                "line": frame.f_lineno,
                "traceback": "".join(traceback.format_stack(frame)[-1:]),
                "operation": None,
            }
        )
        self._force_exit(code)


def _stack(frame):
    """A frame and those that called it, outermost first, with their lines."""
    frames = []
    while frame is not None:
        frames.insert(0, (frame, frame.f_lineno))
        frame = frame.f_back
    return frames


def _real_file(stream):
    try:
        return stream if stream is not None and stream.fileno() >= 0 else None
    except (AttributeError, OSError, ValueError):
        return None
