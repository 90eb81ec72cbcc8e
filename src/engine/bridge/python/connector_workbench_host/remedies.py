"""What to do about a value that the SDK refuses, from what the column is declared as and what the value is."""

import json
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

_RANGES = {"SHORT": (-(2**15), 2**15 - 1), "INT": (-(2**31), 2**31 - 1), "LONG": (-(2**63), 2**63 - 1)}

# What JSON cannot hold, and how to write it instead of `value`.
_FOR_JSON = ((date, ".isoformat()", True), (Decimal, "str()", False), ((set, frozenset, range), "list()", False))


def for_value(declared, value, error):
    """A sentence or two. `declared` is a type's name, or None for an undeclared column."""
    surrogate = lone_surrogate(value) if isinstance(error, UnicodeEncodeError) else None
    if surrogate is not None:
        return (
            f"The text holds {surrogate}, half of a character, which UTF-8 cannot store. "
            'Clean it before: value.encode("utf-8", "replace").decode("utf-8").'
        )
    advise = _BY_TYPE.get(declared, _undeclared)
    return advise(declared, value)


def for_column_name(name):
    if isinstance(name, str):
        return f"The column's name holds {lone_surrogate(name)}, half of a character, which UTF-8 cannot store. Clean the name."
    return f"Column names must be text, but this one is {article(name)}. Write str({name!r})."


def for_data(data):
    return f"The row must be a dict of column names and values, but is {article(data)}."


def for_table_name(what, name):
    """`what` is "table" or "schema"."""
    if isinstance(name, str):
        if not name.strip():
            return f"The {what}'s name must not be blank."
        return f"The {what}'s name holds {lone_surrogate(name)}, half of a character, which UTF-8 cannot store. Clean the name."
    return f"The {what}'s name must be text, but is {article(name)}."


def lone_surrogate(text):
    """The first lone surrogate of a text as Python writes it, or None."""
    return next((ascii(char)[1:-1] for char in text if "\ud800" <= char <= "\udfff"), None) if isinstance(text, str) else None


def for_json(value, root="$"):
    """Where in `value` JSON cannot go on, and what to do: (path, culprit, sentence); None when it can all be written."""
    found = _not_json(value, root, ())
    if found is None:
        return None
    path, culprit, is_key = found
    if is_key:
        return path, culprit, f"JSON's keys are text, but here is {article(culprit)} as a key. Write str({culprit!r})."
    for kind, remedy, is_method in _FOR_JSON:
        if isinstance(culprit, kind):
            written = f"value{remedy}" if is_method else remedy.replace("()", "(value)")
            return path, culprit, f"JSON has no {type(culprit).__name__}. Use {remedy}: {written}."
    if isinstance(culprit, (bytes, bytearray)):
        return path, culprit, f"JSON has no {type(culprit).__name__}. Use .decode() for text, or base64.b64encode(value).decode()."
    if isinstance(culprit, (dict, list, tuple)):
        return path, culprit, "It holds itself, or is nested too deeply, for JSON."
    return path, culprit, f"JSON has no {type(culprit).__name__}. Use str(), or list() for a collection."


def _not_json(value, path, above):
    """(path, culprit, whether it is a key) of the first part that `json.dumps` refuses."""
    if value is None or isinstance(value, (str, int, float)):
        return None
    if not isinstance(value, (dict, list, tuple)) or any(value is outer for outer in above) or len(above) > 900:
        return path, value, False
    inner = (*above, value)
    if not isinstance(value, dict):
        parts = ((f"{path}[{index}]", part) for index, part in enumerate(value))
    else:
        for key in value:
            if key is not None and not isinstance(key, (str, int, float)):
                return path, key, True
        parts = ((_key_path(path, key), part) for key, part in value.items())
    return next((found for found in (_not_json(part, at, inner) for at, part in parts) if found), None)


def _key_path(path, key):
    return f"{path}.{key}" if isinstance(key, str) and key.isidentifier() else f"{path}[{json.dumps(key)}]"


def article(value):
    name = type(value).__name__
    return "None" if value is None else f"{'an' if name[0] in 'aeiouAEIO' else 'a'} {name}"


def _integer(declared, value):
    low, high = _RANGES[declared]
    number = _whole_number(value)
    if number is not None and not low <= number <= high:
        is_long = _RANGES["LONG"][0] <= number <= _RANGES["LONG"][1]
        wider = "LONG" if is_long else "DECIMAL with its precision, and send text: str(value)"
        return f"{declared} holds whole numbers from {low} to {high}. Declare the column as {wider}."
    if isinstance(value, str) and not value.strip():
        return f"Empty text is no {declared}. Send None for a value that is missing."
    if number is not None and not isinstance(value, int):
        return f"{declared} takes an int, not {article(value)}. Send int(value)."
    if isinstance(value, float) or _is_decimal_text(value):
        return f"{declared} holds whole numbers. Round the value, or declare the column as DOUBLE or DECIMAL."
    return f"{declared} takes an int, and this is {article(value)}. Convert it with int(), or declare the column as STRING."


def _number(declared, value):
    if isinstance(value, str) and not value.strip():
        return f"Empty text is no {declared}. Send None for a value that is missing."
    return f"{declared} takes a number, and this is {article(value)}. Convert it with float(), or declare the column as STRING."


def _decimal(_declared, value):
    if isinstance(value, bool):
        return "DECIMAL takes text. Send an int as text: str(int(value)), or declare the column as BOOLEAN."
    return f"DECIMAL takes its digits as text, not {article(value)}. Send str(value)."


def _boolean(_declared, value):
    if isinstance(value, str):
        return 'BOOLEAN takes True or False, not text. Send value == "true", or declare the column as STRING.'
    return f"BOOLEAN takes True or False, not {article(value)}. Send bool(value)."


def _utc_datetime(_declared, value):
    if isinstance(value, (int, float)):
        return "UTC_DATETIME takes a datetime or text. Send datetime.fromtimestamp(value, timezone.utc)."
    if isinstance(value, str):
        parsed = _parse(value)
        if parsed is None:
            return 'UTC_DATETIME takes a datetime with a time zone, or text such as "2025-01-31T10:00:00Z".'
        if parsed.tzinfo is None:
            zoned = parsed.isoformat() + "Z"
            return (
                f'The text has no time zone. Send "{zoned}" if it is UTC, or a datetime with tzinfo, '
                "or declare the column as NAIVE_DATETIME or NAIVE_DATE."
            )
        return (
            'UTC_DATETIME takes text such as "2025-01-31T10:00:00.123456Z", with at most six digits of a second. '
            "Send datetime.fromisoformat(value)."
        )
    return f"UTC_DATETIME takes a datetime with a time zone, not {article(value)}. Send it as a datetime."


def _naive_datetime(_declared, value):
    if isinstance(value, (int, float)):
        return "NAIVE_DATETIME takes a datetime or text. Send datetime.fromtimestamp(value, timezone.utc)."
    if isinstance(value, date):
        return 'This SDK takes NAIVE_DATETIME as text. Send value.strftime("%Y-%m-%dT%H:%M:%S").'
    parsed = _parse(value)
    if parsed is not None and parsed.tzinfo is not None:
        return "NAIVE_DATETIME has no time zone. Cut the zone off, or declare the column as UTC_DATETIME."
    if parsed is not None and len(str(value).strip()) == 10:
        return 'NAIVE_DATETIME needs a time. Send value + "T00:00:00", or declare the column as NAIVE_DATE.'
    return 'NAIVE_DATETIME takes text such as "2025-01-31T10:00:00", without a time zone.'


def _naive_date(_declared, value):
    if isinstance(value, date):
        return 'This SDK takes NAIVE_DATE as text. Send value.strftime("%Y-%m-%d").'
    if isinstance(value, (int, float)):
        return "NAIVE_DATE takes a date or text. Send datetime.fromtimestamp(value, timezone.utc).date()."
    if _parse(value) is not None:
        return 'NAIVE_DATE takes "YYYY-MM-DD" only. Send value[:10], or declare the column as NAIVE_DATETIME or UTC_DATETIME.'
    return 'NAIVE_DATE takes a date, or text such as "2025-01-31".'


def _binary(_declared, value):
    if isinstance(value, str):
        return "BINARY takes bytes, not text. Send value.encode(), or base64.b64decode(value) for base64."
    if isinstance(value, memoryview):
        return "BINARY takes bytes, not a memoryview. Send bytes(value)."
    return f"BINARY takes bytes, not {article(value)}. Encode it as bytes, or declare the column as what it is."


def _xml(_declared, value):
    if isinstance(value, (bytes, bytearray)):
        return "XML takes text, not bytes. Send value.decode()."
    return f"XML takes text, not {article(value)}. Send str(value)."


def _json(_declared, value):
    found = for_json(value)
    return f"At {found[0]}: {found[2]}" if found else "JSON cannot hold this value."


def _undeclared(_declared, value):
    if isinstance(value, (dict, list, tuple)):
        found = for_json(value)
        if found:
            return f"At {found[0]}: {found[2]}"
        return "This SDK does not take a list here. Send json.dumps(value), and declare the column as STRING."
    if isinstance(value, int):
        return "The number is too large even for a float. Send str(value) and declare the column as STRING."
    return f"The SDK does not take {article(value)} here. Declare the column's type in schema()."


def _whole_number(value):
    try:
        if isinstance(value, float) and not value.is_integer():
            return None
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _is_decimal_text(value):
    try:
        Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return False
    return True


def _parse(text):
    try:
        return datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except (ValueError, AttributeError):
        return None


_BY_TYPE = {
    "SHORT": _integer,
    "INT": _integer,
    "LONG": _integer,
    "FLOAT": _number,
    "DOUBLE": _number,
    "DECIMAL": _decimal,
    "BOOLEAN": _boolean,
    "UTC_DATETIME": _utc_datetime,
    "NAIVE_DATETIME": _naive_datetime,
    "NAIVE_DATE": _naive_date,
    "BINARY": _binary,
    "XML": _xml,
    "JSON": _json,
}
