"""Emits rows as fast as Python can; the clock runs around update()'s work, the last checkpoint included."""

import json
import os
import time

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

ROWS = int(os.environ.get("BENCH_ROWS", "200000"))
CHECKPOINT_EVERY = 10_000


def schema(configuration):
    return [{"table": "events", "primary_key": ["id"]}]


def update(configuration, state):
    began = time.perf_counter()
    for number in range(ROWS):
        op.upsert(
            "events",
            {
                "id": number,
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
