"""Runs schema() of connectors as Python does. Standard input is JSON, {"folder", "configurations"} of each project; standard output
a line of JSON for each: what schema() gave for each configuration, tagged with Python's types, or why it cannot be told. Modules
that do not come with Python are stand-ins, and what uses one, the network, another process or a file to write does not count."""

import importlib.abc
import importlib.machinery
import json
import os
import signal
import sys
import types

SECONDS = 5


class NotRunnable(BaseException):
    """No `except Exception` of a connector catches it."""


class StandIn:
    """Whatever a module that is not installed has. Modules may be imported with it, schema() may not use it."""

    running = False

    def __init__(self, *_args, **_kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        self._use(name)
        return StandIn()

    def __call__(self, *_args, **_kwargs):
        self._use("()")
        return StandIn()

    def __getitem__(self, _key):
        self._use("[]")
        return StandIn()

    def __mro_entries__(self, _bases):
        return (StandIn,)

    def __or__(self, _other):
        return StandIn()

    __ror__ = __or__

    def __iter__(self, *_args):
        raise NotRunnable("looks into a stand-in")

    __bool__ = __len__ = __enter__ = __eq__ = __lt__ = __add__ = __contains__ = __iter__

    def __hash__(self):
        return id(self)

    @staticmethod
    def _use(what):
        if StandIn.running:
            raise NotRunnable(f"uses {what} of a stand-in")


class StandInModule(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn()


class StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, folder):
        self.folder = folder

    def find_spec(self, name, _path=None, _target=None):
        top = name.partition(".")[0]
        own = os.path.join(self.folder, top)
        if top in sys.stdlib_module_names or os.path.isdir(own) or os.path.isfile(own + ".py"):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return sdk() if spec.name == "fivetran_connector_sdk" else StandInModule(spec.name)

    def exec_module(self, module):
        pass


class Quiet:
    """Operations and logging that do nothing."""

    def __getattr__(self, _name):
        return Quiet()

    def __call__(self, *_args, **_kwargs):
        return None


def sdk():
    module = types.ModuleType("fivetran_connector_sdk")
    module.__path__ = []

    class Connector:
        def __init__(self, update=None, schema=None, configuration_form=None):
            self.schema_method = schema

        def __getattr__(self, _name):
            return Quiet()

    module.Connector = Connector
    module.Operations = module.Logging = module.ConfigurationForm = module.Test = Quiet()
    module.FileUpload = module.ByteStream = module.form_field = Quiet()
    return module


def forbid(event, args):
    is_write = event == "open" and isinstance(args[1], str) and any(letter in args[1] for letter in "wax+")
    if is_write or event in ("subprocess.Popen", "os.system", "os.exec", "os.remove", "os.mkdir", "os.rename", "shutil.rmtree"):
        raise NotRunnable(event)
    if event.startswith("socket.") and event != "socket.__new__" and event != "socket.gethostname":
        raise NotRunnable(event)


def tagged(value):
    kind = type(value).__name__
    if value is None or type(value) in (str, bool):
        return [kind, value]
    if type(value) in (int, float):
        return [kind, repr(value)]
    if type(value) in (list, tuple, set, frozenset):
        return [kind, [tagged(each) for each in value]]
    if isinstance(value, dict):
        return ["dict", [[tagged(key), tagged(each)] for key, each in value.items()]]
    if type(value) is types.GeneratorType:
        return ["list", [tagged(each) for each in value]]
    return ["other", kind]


def run(project):
    folder = project["folder"]
    sys.path[:] = [folder] + [path for path in sys.path if "site-packages" not in path]
    sys.meta_path.insert(0, StandInFinder(folder))
    sys.dont_write_bytecode = True
    os.chdir(folder)
    sys.addaudithook(forbid)
    import connector

    schema = connector.connector.schema_method
    if schema is None:
        return {"results": []}
    StandIn.running = True
    results = []
    for configuration in project["configurations"]:
        try:
            results.append({"value": tagged(schema(dict(configuration)))})
        except NotRunnable as error:
            results.append({"unknown": str(error)})
        except Exception as error:
            results.append({"error": f"{type(error).__name__}: {error}"})
    return {"results": results}


def child(project, write):
    """Its output is the connector's own; the answer goes through the pipe."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    signal.alarm(SECONDS)
    try:
        answer = run(project)
    except BaseException as error:  # whatever happens while a module is imported
        answer = {"failed": f"{type(error).__name__}: {error}"}
    os.write(write, json.dumps(answer).encode() + b"\n")
    os._exit(0)


def main():
    for project in json.load(sys.stdin):
        read, write = os.pipe()
        process = os.fork()
        if process == 0:
            child(project, write)
        os.close(write)
        with os.fdopen(read) as pipe:
            answer = pipe.read().strip()
        os.waitpid(process, 0)
        print(answer or json.dumps({"failed": "took too long"}), flush=True)


main()
