"""Lets an attached debugger stop where the connector's uncaught exception was raised.

To the debugger the exception is caught, by the SDK and by us. To the person it is not: nothing of the connector's catches it.
"""

import os
import sys
import threading
from types import TracebackType

_HERE = os.path.dirname(os.path.abspath(__file__))


def stop_where_raised(error):
    """Stops if debugpy is attached and "Uncaught Exceptions" is ticked; returns when the person goes on."""
    pydevd = sys.modules.get("pydevd")
    debugger = getattr(pydevd, "get_global_debugger", lambda: None)()
    stop = getattr(debugger, "stop_on_unhandled_exception", None)
    if stop is None:
        return
    thread = threading.current_thread()
    info = debugger.set_additional_thread_info(thread)
    # The debugger must not trace its own work; test runners do the same for their failures.
    info.is_tracing += 1
    try:
        stop(debugger, thread, info, (type(error), error, without_inner_frames(error.__traceback__)))
    finally:
        info.is_tracing -= 1


def without_inner_frames(trace):
    """The traceback without frames of ours at its inner end: what the destination refuses is raised where it was emitted."""
    entries = []
    while trace is not None:
        entries.append(trace)
        trace = trace.tb_next
    while len(entries) > 1 and entries[-1].tb_frame.f_code.co_filename.startswith(_HERE):
        entries.pop()
    result = None
    for entry in reversed(entries):
        result = TracebackType(result, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return result
