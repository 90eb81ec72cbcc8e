"""Which configuration values are secrets, and texts without them. The destination's side is `redactor.ts`."""

import json
import re
from urllib.parse import quote

MASK = "****"

# Shorter ones are found in any text.
MIN_LENGTH = 4

_SECRET_PARTS = (
    "password", "passwd", "passphrase", "secret", "token", "credential", "apikey", "accesskey", "privatekey", "signature",
)  # fmt: skip
_SECRET_WORDS = {"pwd", "auth", "authorization", "authentication", "private", "bearer", "cookie", "dsn"}
_KEY_WORDS = {"key", "keys", "keyfile", "pem", "cert", "certificate"}
# `token_url` and `auth_type` say something about a secret and are none.
_PLAIN_ENDINGS = {
    "url", "uri", "endpoint", "host", "port", "type", "method", "mode", "name", "expiry", "expires", "seconds", "days",
    "ttl", "length", "column", "columns", "field", "header", "enabled",
}  # fmt: skip
_PLAIN_VALUES = {"true", "false", "none", "null"}
_PLACEHOLDER = re.compile(r"<[^<>]*>\Z")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def secret_values(values, sealed):
    """The values of a configuration that must not be shown: those of telling keys, and of `sealed` keys (encrypted ones)."""
    return sorted(
        {
            value
            for key, value in values.items()
            if (key in sealed or (_is_telling(key) and not _PLACEHOLDER.match(value)))
            and len(value) >= MIN_LENGTH
            and value.lower() not in _PLAIN_VALUES
        }
    )


def _is_telling(key):
    words = [word.lower() for word in _WORD.findall(key)]
    if not words or words[-1] in _PLAIN_ENDINGS:
        return False
    joined = "".join(words)
    return (
        any(part in joined for part in _SECRET_PARTS)
        or not _SECRET_WORDS.isdisjoint(words)
        or words[-1] in _KEY_WORDS
    )


class Redactor:
    """Replaces secrets in texts, also where JSON, `repr` or a URL has them escaped."""

    def __init__(self, secrets=()):
        forms = {form for secret in secrets for form in _forms(secret)}
        longest_first = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if forms else None

    def __call__(self, text):
        return text if self._pattern is None or text is None else self._pattern.sub(MASK, text)


def _forms(secret):
    try:
        url = quote(secret, safe="")
    except UnicodeEncodeError:
        url = secret
    return (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], repr(secret)[1:-1], url)
