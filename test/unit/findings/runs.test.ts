// Checkpoints, states, memory, and mistakes in schema() itself.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findingsOf } from "../../../src/engine/destination/findings/findings.ts";
import { RowError } from "../../../src/engine/destination/store/rowError.ts";
import { destination, upsert, users } from "../../support/destination.ts";
import { found, notFound } from "../../support/findings.ts";
import { schemaFrame } from "../../support/frames.ts";

const row = upsert("users", { id: 1, name: "Ada" });
const some = (count: number) =>
  upsert("users", ...Array.from({ length: count }, (_, id) => ({ id, name: "x" })));

describe("checkpoints", () => {
  it("are missed when a run that ended well made none", async () => {
    assert.equal((await found("no-checkpoint", [users, row])).severity, "warning");
    await notFound("no-checkpoint", [users, row, { state: "{}" }]);
    await notFound("no-checkpoint", [users]);
    await notFound("no-checkpoint", [users, row], { end: { status: "failed" } });
  });

  it("are too many from 50 on, when few rows come between", async () => {
    const made = (count: number, rows: number) => [
      users,
      ...Array.from({ length: count }, () => [some(rows), { state: "{}" }]).flat(),
    ];
    assert.equal((await found("frequent-checkpoints", made(50, 1))).count, 50);
    await notFound("frequent-checkpoints", made(49, 1));
    await notFound("frequent-checkpoints", made(50, 10));
  });

  it("are too rare after 10 minutes, though not while somebody debugs", async () => {
    const steps = [users, row, { state: "{}", seconds: 30 }, row, { state: "{}", seconds: 640 }];
    const end = { seconds: 641 };
    assert.match((await found("rare-checkpoints", steps, { end })).message, /10\.2 minutes/);
    await notFound("rare-checkpoints", steps, { end: { ...end, isDebugged: true } });
    await notFound("rare-checkpoints", [users, row, { state: "{}", seconds: 599 }]);
    const waited = { end: { seconds: 700 } };
    await found("rare-checkpoints", [users, row, { state: "{}" }, row], waited);
    await notFound("rare-checkpoints", [users, row, { state: "{}" }], waited);
  });

  it("lose what follows them when the run fails", async () => {
    const steps = [users, row, { state: "{}" }, some(3)];
    const failed = { end: { status: "failed" } } as const;
    assert.equal((await found("rows-lost", steps, failed)).count, 3);
    await notFound("rows-lost", steps);
    await notFound("rows-lost", [users, row, { state: "{}" }], failed);
  });

  it("lose one row in a sentence about one row", async () => {
    const { message } = await found("rows-lost", [users, row], { end: { status: "failed" } });
    assert.match(message, /^1 row emitted .* is lost; the next sync has to emit it again\./);
  });

  it("lose no row that the destination refused", async () => {
    const { projection, apply } = await destination(users, row, row);
    assert.throws(() => {
      apply(upsert("users", { id: null, name: "x" }));
    }, RowError);
    const facts = { status: "failed", seconds: 1, connectorPeakBytes: null } as const;
    const evidence = projection.evidence({ ...facts, startsEmpty: true, isDebugged: false }, false);
    const lost = findingsOf(evidence).find(({ code }) => code === "rows-lost");
    assert.equal(lost?.count, 2);
    assert.equal(projection.counts.upserts, 2);
  });
});

describe("a state", () => {
  const withState = (state: string) => [users, row, { state }];

  it("must be an object", async () => {
    const { severity, message } = await found("state-not-object", withState("[1]"));
    assert.equal(severity, "error");
    assert.match(message, /checkpoint 1 is a list/);
    for (const state of ["null", "3", '"x"', "true"])
      await found("state-not-object", withState(state));
    await notFound("state-not-object", withState("{}"));
  });

  it("is large from 1 MB and too large from 10 MB", async () => {
    const ofSize = (bytes: number) => withState(JSON.stringify({ c: "x".repeat(bytes - 8) }));
    await notFound("large-state", ofSize(999_999));
    assert.equal((await found("large-state", ofSize(1_000_000))).severity, "warning");
    assert.equal((await found("large-state", ofSize(10_000_000))).severity, "error");
  });

  it("should hold no NULL, whose path is told", async () => {
    const { message } = await found("null-in-state", withState('{"a": {"b c": [1, null]}}'));
    assert.match(message, /^\$\.a\["b c"\]\[1\] is NULL/);
    await found("null-in-state", withState('{"a": NaN}'));
    await notFound("null-in-state", withState('{"a": "null", "b": 0}'));
  });
});

describe("findings about checkpoints", () => {
  const at = "/project/connector.py";

  it("are where the checkpoint was made", async () => {
    const state = `{"a": null, "b": "${"x".repeat(1_000_000)}"}`;
    const steps = [users, row, { state: "{}", line: 3 }, { state, line: 5 }, { state, line: 7 }];
    for (const code of ["null-in-state", "large-state"] as const) {
      const { file, line } = await found(code, steps);
      assert.deepEqual([file, line], [at, 5]);
    }
    const list = [users, { state: "{}", line: 3 }, { state: "[]", line: 5 }];
    assert.equal((await found("state-not-object", list)).line, 5);
  });

  it("that there are many of are where most of them were made", async () => {
    const made = Array.from({ length: 60 }, () => ({ state: "{}", line: 5 }));
    const steps = [users, row, { state: "{}", line: 3 }, ...made, { state: "{}", line: 7 }];
    assert.equal((await found("frequent-checkpoints", steps)).line, 5);
  });

  it("that came late are where the late one was made, or the last before the end", async () => {
    const steps = [users, row, { state: "{}", line: 3 }, row];
    const late = [...steps, { state: "{}", seconds: 700, line: 5 }];
    assert.equal((await found("rare-checkpoints", late)).line, 5);
    const end = { seconds: 700 };
    assert.equal((await found("rare-checkpoints", steps, { end })).line, 3);
  });
});

describe("memory", () => {
  it("is high beyond 700 MB", async () => {
    const peak = (connectorPeakBytes: number | null) => ({ end: { connectorPeakBytes } });
    assert.match((await found("high-memory", [users], peak(700_000_001))).message, /700 MB/);
    await notFound("high-memory", [users], peak(700_000_000));
    await notFound("high-memory", [users], peak(null));
  });
});

describe("schema()", () => {
  it("with a key that the SDK ignores is found, an error where the primary key is meant", async () => {
    const ignored = (...ignoredKeys: string[]) => [
      schemaFrame([{ table: "users", line: 5, ignoredKeys }]),
    ];
    const { severity, message, line } = await found("schema-key-ignored", ignored("primary_keys"));
    assert.deepEqual([severity, line], ["error", 5]);
    assert.match(message, /"primary_keys".*Did you mean "primary_key"\?/);
    assert.equal((await found("schema-key-ignored", ignored("comment"))).severity, "warning");
    await notFound("schema-key-ignored", ignored());
  });

  it("with a key that is text is found, also when the run failed by it", async () => {
    const text = schemaFrame([{ table: "users", primaryKey: ["i", "d"], isKeyText: true }]);
    const finding = await found("key-as-text", [text], { end: { status: "failed" } });
    assert.equal(finding.severity, "error");
    assert.match(finding.message, /Write \["id"\]/);
    await notFound("key-as-text", [users]);
  });
});
