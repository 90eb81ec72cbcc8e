"""Reads the connector's configuration as `fivetran debug` does, and says which key is wrong when it is."""

import json
import os
import re

_REFERENCE = re.compile(r"<SECRET:([^<>]+)>\Z")


class ConfigurationError(Exception):
    """The configuration cannot be used; the message names the file, the key and what to do."""

    def __init__(self, message, path=None, line=1):
        super().__init__(message)
        self.path = path
        self.line = None if path is None else line


def load(project, path, adapter, secrets=None):
    """The values by key, encrypted ones in clear, and the keys of those and of the ones that `secrets` has, by the names that
    the file refers to them by. `path` is None for `configuration.json` in the project."""
    file = path or os.path.join(project, "configuration.json")
    name = os.path.relpath(file, project) if file.startswith(project + os.sep) else file
    try:
        with open(file, encoding="utf-8-sig") as handle:
            text = handle.read()
    except FileNotFoundError:
        if path is None and not adapter.configuration_required:
            return {}, set()
        raise ConfigurationError(
            f"{name} is missing. Create it beside connector.py with the keys your connector reads; "
            "a connector that needs none takes an empty object: {}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{name} cannot be read: {error}", file) from error
    values = _parse(text, name, file)
    kept = _kept(values, secrets, name, file, text)
    clear, sealed = _decrypted(values, adapter, name, file)
    return {**clear, **kept}, sealed | kept.keys()


def _kept(values, secrets, name, file, text):
    """The values that are not in the file but in the editor's secret storage, by key."""
    kept = {}
    for key, value in values.items():
        reference = _REFERENCE.match(value)
        if not reference:
            continue
        if secrets is None or reference[1] not in secrets:
            why = (
                "is kept in VS Code's secret storage, which nothing else can read. Run the sync in VS Code, or write the value "
                "into another file and give that one."
                if secrets is None
                else "is to be in VS Code's secret storage, and is not there on this machine. Write the value into the file; "
                "from there it can be moved again."
            )
            raise ConfigurationError(f'{name}: the value of "{key}" {why}', file, _line_of(key, text))
        kept[key] = secrets[reference[1]]
    return kept


def _decrypted(values, adapter, name, file):
    sealed = {key for key, value in values.items() if value.startswith(adapter.encrypted_prefix)}
    if not sealed:
        return values, sealed
    if adapter.decrypt is None:
        raise ConfigurationError(
            f"{name} holds encrypted values, which SDK {adapter.version} cannot read. "
            "Upgrade fivetran-connector-sdk to 2.12 or newer, or store the values in clear.",
            file,
        )
    try:
        return adapter.decrypt(values), sealed
    except ValueError as error:
        raise ConfigurationError(str(error), file) from error


def _parse(text, name, file):
    try:
        values = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ConfigurationError(f"{name} is not valid JSON: {error}", file, line) from error
    if not isinstance(values, dict):
        raise ConfigurationError(
            f"{name} must hold a JSON object of keys and text values, but holds {_kind(values)}.", file
        )
    for key, value in values.items():
        if not isinstance(value, str):
            raise ConfigurationError(
                f'{name}: the value of "{key}" is {_kind(value)}; all values must be text. '
                f"Write {_as_text(value)} and convert it in the connector.",
                file,
                _line_of(key, text),
            )
    return values


def _line_of(key, text):
    return text.count("\n", 0, max(text.find(json.dumps(key, ensure_ascii=False)), 0)) + 1


def _kind(value):
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "text", list: "an array", dict: "an object"}
    return names[type(value)]


def _as_text(value):
    return json.dumps(value if isinstance(value, str) else json.dumps(value))


def upload_parts(chunk, is_first, place):
    """A file chunk of either SDK as the header and the bytes of an upload frame. `place` is the connector's (file, line)."""
    expected = getattr(chunk, "expected_bytes", None)
    if hasattr(chunk, "HasField") and not chunk.HasField("expected_bytes"):
        expected = None
    header = {
        "table": getattr(chunk, "storage_name", None),
        "schema": getattr(chunk, "schema", None) or getattr(chunk, "schema_name", None) or None,
        "path": chunk.file_path,
        "first": is_first,
        "last": chunk.is_last,
        "expectedBytes": None if expected is None else str(expected),
        "file": place[0],
        "line": place[1],
    }
    return header, chunk.chunk_data
