"""Starts connector hosts fast: imports the SDK once and forks a child for each, so that a case does not wait for imports.

Standard input has one JSON object a line: {"host": path of run_connector.py, "project": folder, "channel": its environment's
value, "output": file for what it writes}. Standard output answers each, when the child is gone, with {"code", "signal"}.
"""

import gc
import importlib
import json
import os
import runpy
import sys

CHANNEL_VARIABLE = "CONNECTOR_WORKBENCH_CHANNEL"


def serve():
    sys.path.pop(0)
    importlib.import_module("fivetran_connector_sdk")
    for name in ("asyncio", "base64", "datetime", "decimal", "importlib.metadata", "faulthandler", "signal", "uuid"):
        importlib.import_module(name)
    gc.freeze()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            answers.close()
            become_host(job)
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status)
        end = {
            "code": None if killed else os.WEXITSTATUS(status),
            "signal": str(os.WTERMSIG(status)) if killed else None,
        }
        answers.write(json.dumps(end) + "\n")
        answers.flush()


def become_host(job):
    """Ends as the host ends: by sys.exit, an exception or os._exit."""
    output = os.open(job["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ[CHANNEL_VARIABLE] = job["channel"]
    os.chdir(job["project"])
    sys.argv = [job["host"]]
    runpy.run_path(job["host"], run_name="__main__")
    sys.exit(0)


serve()
