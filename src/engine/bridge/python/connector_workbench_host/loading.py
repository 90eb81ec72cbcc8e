"""Finds the installed SDK and loads connector.py with it."""

import importlib.metadata
import importlib.util
import os
import sys


class Problem(Exception):
    """An end that needs no traceback: the message says it all."""

    def __init__(self, message, file=None, line=None):
        super().__init__(message)
        self.file = file
        self.line = line


def find_sdk():
    """The adapter for the installed SDK. Raises Problem with what is supported for any other."""
    try:
        version = importlib.metadata.version("fivetran-connector-sdk")
    except importlib.metadata.PackageNotFoundError:
        raise Problem(
            f"fivetran-connector-sdk is not installed in {sys.executable}. Install it there: "
            f"{sys.executable} -m pip install fivetran-connector-sdk"
        ) from None
    major = version.partition(".")[0]
    if major == "3":
        from . import sdk3 as sdk
    elif major == "2":
        from . import sdk2 as sdk
    else:
        raise Problem(
            f"fivetran-connector-sdk {version} is installed in {sys.executable}, which is not supported: "
            "versions 2.x and 3.x are. Install one of those."
        )
    try:
        return sdk.Adapter(version)
    except (ImportError, AttributeError) as error:
        raise Problem(
            f"fivetran-connector-sdk {version} in {sys.executable} cannot be used ({type(error).__name__}: {error}). "
            "Versions 2.x and 3.x are supported; reinstalling it may help: "
            f"{sys.executable} -m pip install --force-reinstall fivetran-connector-sdk"
        ) from error


def load_connector(project, adapter):
    """Imports connector.py and returns its `connector`, found as production finds it."""
    path = os.path.join(project, "connector.py")
    if not os.path.exists(path):
        raise Problem(f"connector.py not found in {project}; a project's main file has this name, in lower case", path)
    sys.path.append(project)
    spec = importlib.util.spec_from_file_location("connector", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["connector"] = module
    spec.loader.exec_module(module)
    connector = getattr(module, "connector", None)
    if isinstance(connector, adapter.connector_class):
        return connector
    others = sorted(
        name for name, value in vars(module).items() if isinstance(value, adapter.connector_class) and name[:2] != "__"
    )
    if others:
        names = ", ".join(f"'{name}'" for name in others)
        raise Problem(
            f"the Connector object must be named 'connector', but is named {names}: Fivetran runs "
            "`from connector import connector`. Rename it: connector = Connector(update=update, schema=schema)",
            path,
            _assignment(path, others[0]),
        )
    raise Problem(
        "connector.py defines no Connector object. Add, at its top level: connector = Connector(update=update, schema=schema)",
        path,
        1,
    )


def _assignment(path, name):
    """The line that assigns `name`, to point at."""
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if line.startswith((f"{name} =", f"{name}=", f"{name}:")):
                return number
    return 1
