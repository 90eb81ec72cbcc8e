"""Puts the end of a connector into words: message, the connector's own file and line, traceback without our frames."""

import os
import sysconfig
import traceback

_HERE = os.path.dirname(os.path.abspath(__file__))
_LIBRARIES = tuple(
    os.path.abspath(sysconfig.get_path(name)) + os.sep for name in ("stdlib", "platstdlib", "purelib", "platlib")
)


def describe(error, project, fallback=None, explanation=None):
    """The `error` of a finish frame. `fallback` is a function whose place stands in when no frame is the connector's,
    `explanation` the `Explanation` of the operation that failed."""
    cause = original(error)
    if explanation is None:
        file, line = place(cause, project, fallback)
        return {"message": message(cause), "file": file, "line": line, "traceback": trace(cause), "operation": None}
    own = message(cause)
    return {
        "message": f"{explanation.text} ({own})" if explanation.cause is None else f"{own}{details(cause, explanation)}",
        "file": explanation.file,
        "line": explanation.line,
        "traceback": trace(cause),
        "operation": explanation.operation,
    }


def details(error, explanation):
    """What is added to an exception's own message."""
    cause = "" if explanation.cause is error else f"caused by {message(explanation.cause)}, "
    return f" ({cause}{explanation.text})"


def carry(error, explanation, redact):
    """Puts the details into the exception's own text, where that can be done: a debugger shows it. Nobody else will see it."""
    if explanation.cause is None:
        return
    added = details(error, explanation)
    if isinstance(error, UnicodeError) and isinstance(getattr(error, "reason", None), str):
        error.reason += added
    elif type(error).__str__ is BaseException.__str__:
        error.args = (redact(_text(error) + added),)


def original(error):
    """The connector's own exception behind the one the SDK raises in its place."""
    while type(error).__name__ in ("_ConnectorFailure", "RuntimeError") and error.__cause__ is not None:
        if type(error).__name__ == "RuntimeError" and _text(error.__cause__) not in _text(error):
            break
        error = error.__cause__
    return error


def message(error):
    if isinstance(error, SystemExit):
        code = "" if error.code is None else repr(error.code)
        return f"the connector called sys.exit({code}); return from update() to end a sync, raise an error to fail it"
    text = error.msg if isinstance(error, SyntaxError) else _text(error)
    name = type(error).__name__
    if type(error).__module__ not in ("builtins", "__main__", "connector"):
        name = f"{type(error).__module__}.{name}"
    return f"{name}: {text}" if text else name


def _text(error):
    try:
        return str(error)
    except Exception:
        return "an error that cannot be printed"  # its own __str__ raises


def place(error, project, fallback):
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    found = innermost([(frame.filename, frame.lineno) for frame in frames], project)
    if found is not None:
        return found
    code = getattr(fallback, "__code__", None)
    if code is not None:
        return code.co_filename, code.co_firstlineno
    return None, None


def innermost(places, project):
    """The last of some (file, line)s that is the project's own, else the last that is no library's, else None."""
    folder = os.path.join(os.path.realpath(project), "")
    outside = [place for place in places if not place[0].startswith((_HERE, "<frozen", *_LIBRARIES))]
    own = [place for place in outside if os.path.realpath(place[0]).startswith(folder)]
    return (own or outside or [None])[-1]


def trace(error):
    seen = traceback.TracebackException.from_exception(error)
    _hide_own_frames(seen)
    return "".join(seen.format())


def _hide_own_frames(seen):
    kept = [frame for frame in seen.stack if not frame.filename.startswith((_HERE, "<frozen"))]
    seen.stack = traceback.StackSummary.from_list(kept)
    for other in (seen.__cause__, seen.__context__):
        if other is not None:
            _hide_own_frames(other)
