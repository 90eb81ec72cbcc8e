"""Calls schema() alone and writes down what it returns: no destination is needed and no row is emitted."""

import faulthandler
import json
import os
import sys

from . import configuration, failure, redaction
from .loading import Problem, find_sdk, load_connector

# Whoever started this waits less; it is for when they are gone.
MOST_SECONDS = 120

# What nobody declares; more would only make the editor slow.
MOST_VALUES = 100_000


def main(result_file):
    """Runs in the project's folder, with the secrets of the configuration as JSON on standard input. Writes `{"returned": …}`, or `{"error": …}` that names the connector's own line."""
    faulthandler.dump_traceback_later(MOST_SECONDS, exit=True)
    project = os.getcwd()
    redact = redaction.Redactor()
    try:
        adapter = find_sdk()
        adapter.constants.DEBUGGING = True
        values, sealed = configuration.load(project, None, adapter, json.loads(sys.stdin.read() or "null"))
        redact = redaction.Redactor(redaction.secret_values(values, sealed))
        connector = load_connector(project, adapter)
        if not connector.schema_method:
            raise Problem("The connector has no schema().")
        result = {"returned": Encoder().encode(connector.schema_method(values))}
    except (Problem, configuration.ConfigurationError) as problem:
        result = {"error": redact(str(problem))}
    except BaseException as raised:
        error = failure.describe(failure.original(raised), project)
        place = f" ({os.path.basename(error['file'])}, line {error['line']})" if error["file"] else ""
        result = {"error": redact(f"{error['message']}{place}")}
    with open(result_file, "w", encoding="utf-8") as handle:
        json.dump(result, handle)
    # Threads and exit handlers of the connector must not hold up the answer.
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)


class Encoder:
    """Values as `[tag, content]`, since JSON has neither tuples nor sets, and other keys than text only by accident."""

    def __init__(self):
        self._left = MOST_VALUES

    def encode(self, value, depth=0):
        self._left -= 1
        if self._left < 0 or depth > 20:
            return ["other", None]
        # `bool` is an `int`, so it comes first.
        if value is None:
            return ["none", None]
        if isinstance(value, bool):
            return ["boolean", value]
        if isinstance(value, int):
            return ["integer", str(int(value))]
        if isinstance(value, float):
            return ["float", repr(float(value))]
        if isinstance(value, str):
            return ["text", str(value)]
        if isinstance(value, (bytes, bytearray)):
            return ["bytes", None]
        if isinstance(value, dict):
            items = [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in value.items()]
            return ["dict", items]
        for kind in (list, tuple, set, frozenset):
            if isinstance(value, kind):
                tag = "set" if kind is frozenset else kind.__name__
                return [tag, [self.encode(item, depth + 1) for item in value]]
        return ["other", None]
