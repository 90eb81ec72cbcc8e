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
# Lists may hold themselves.
DEPTH = 5


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


def tagged(value, depth=0):
    kind = type(value).__name__
    if depth > DEPTH:
        return ["deeper", kind]
    if value is None or type(value) in (str, bool):
        return [kind, value]
    if type(value) in (int, float):
        return [kind, repr(value)]
    if type(value) in (list, tuple, set, frozenset):
        return [kind, [tagged(each, depth + 1) for each in value]]
    if isinstance(value, dict):
        return ["dict", [[tagged(key), tagged(each, depth + 1)] for key, each in value.items()]]
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
    return {"results": [apart(lambda: call(schema, configuration)) for configuration in project["configurations"]]}


def call(schema, configuration):
    StandIn.running = True
    try:
        return {"value": tagged(schema(dict(configuration)))}
    except NotRunnable as error:
        return {"unknown": str(error)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def apart(work):
    """Does it in a process of its own, whose output is thrown away; the answer comes through a pipe."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.alarm(SECONDS)
        try:
            answer = work()
        except BaseException as error:  # whatever happens while a module is imported
            answer = {"failed": f"{type(error).__name__}: {error}"}
        rest = json.dumps(answer).encode()
        while rest:
            rest = rest[os.write(write, rest) :]
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        answer = pipe.read()
    os.waitpid(process, 0)
    return json.loads(answer) if answer else {"failed": "took too long"}


for each in json.load(sys.stdin):
    print(json.dumps(apart(lambda: run(each))), flush=True)
