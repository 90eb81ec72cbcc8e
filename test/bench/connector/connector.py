"""Emits rows as fast as Python can; the clock runs around update()'s work, the last checkpoint included.

BENCH_LOAD says what kind of rows: `integer` and `text` name the key, `updates` emits each key twice, the second time as an
update, and `keyless` declares no key.
"""

import json
import os
import time

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

ROWS = int(os.environ.get("BENCH_ROWS", "200000"))
LOAD = os.environ.get("BENCH_LOAD", "integer")
CHECKPOINT_EVERY = 10_000


def schema(configuration):
    return [{"table": "events"} if LOAD == "keyless" else {"table": "events", "primary_key": ["id"]}]


def uuid_of(number):
    """Text that looks like a UUID and comes in no order, without the time that making a real one takes."""
    digits = f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 & (1 << 128) - 1:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def update(configuration, state):
    is_text = LOAD == "text"
    keys = ROWS // 2 if LOAD == "updates" else ROWS
    began = time.perf_counter()
    for number in range(ROWS):
        emit = op.upsert if number < keys else op.update
        emit(
            "events",
            {
                "id": uuid_of(number) if is_text else number % keys,
                "name": f"event {number}",
                "kind": "page_view",
                "amount": number * 0.25,
                "quantity": number % 100,
                "created_at": "2026-01-01T10:20:30Z",
                "payload": '{"browser": "firefox", "ok": true}',
                "referrer": None,
                "active": number % 2 == 0,
                "session": f"s-{number // 20}",
            },
        )
        if number % CHECKPOINT_EVERY == CHECKPOINT_EVERY - 1:
            op.checkpoint({"number": number})
    op.checkpoint({"number": ROWS})
    seconds = time.perf_counter() - began
    with open(os.environ["BENCH_RESULT"], "w", encoding="utf-8") as result:
        json.dump({"seconds": seconds, "mebibytes": peak_mebibytes()}, result)


def peak_mebibytes():
    """The process's largest resident size; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


connector = Connector(update=update, schema=schema)
