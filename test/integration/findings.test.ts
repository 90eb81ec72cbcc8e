// Findings, the memory budget and a re-sync with the real SDKs, to the report and the run's log.
import assert from "node:assert/strict";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createEngine, sourceFiles, type OpenDestination } from "../../src/engine/index.ts";
import type { SyncReport, SyncLimits, SyncStart } from "../../src/shared/model/sync.ts";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const files = sourceFiles(path.resolve(import.meta.dirname, "../.."));
const head = "from fivetran_connector_sdk import Connector, Operations as op\n\n\n";
const foot = "\n\nconnector = Connector(update=update, schema=schema)\n";

const mistaken = `${head}def schema(configuration):
    return [
        {"table": "users", "primary_key": ["id"], "columns": {"id": "INT", "name": "STRING"}},
        {"table": "events", "primary_keys": ["id"]},
    ]


def update(configuration, state):
    op.upsert("users", {"id": 1, "name": "Ada", "v": 1, "gone": None})
    op.upsert("users", {"id": 1, "name": "Eve", "v": "abc", "gone": None})
    op.upsert("user", {"id": 1, "code": "15", "doc": '{"a": 1}'})
    op.upsert("events", {"id": 1, "price": float("nan")})
    op.checkpoint({"cursor": None})
${foot}`;

const clean = `${head}def schema(configuration):
    return [{"table": "users", "primary_key": ["id"], "columns": {"id": "INT", "name": "STRING"}}]


def update(configuration, state):
    for number in range(3):
        op.upsert("users", {"id": number, "name": f"user {number}", "age": 30 + number})
    op.checkpoint({"page": 1})
${foot}`;

/** Rows of about 1 kB with a checkpoint after each 500, or of 10 kB with none. */
const large = (checkpoints: boolean) => `${head}def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def update(configuration, state):
    for number in range(20_000):
        op.upsert("rows", {"id": number, "text": "x" * ${checkpoints ? "1000" : "10_000"}})
        if ${checkpoints ? "number % 500 == 499" : "False"}:
            op.checkpoint({"next": number + 1})
${foot}`;

const shrinking = `${head}def schema(configuration):
    return [{"table": "users", "primary_key": ["id"]}]


def update(configuration, state):
    count = 5 if configuration["all"] == "yes" else 2
    for number in range(count):
        op.upsert("users", {"id": number, "began": str(state)})
    op.checkpoint({"count": count})
${foot}`;

describe("findings with the real SDK", { concurrency: false }, () => {
  let place: Workplace;
  let destination: OpenDestination | undefined;

  beforeEach(() => {
    place = makeWorkplace();
  });
  afterEach(async () => {
    await destination?.close();
    destination = undefined;
    place[Symbol.dispose]();
  });

  async function run(
    project: string,
    sdk: "2" | "3" = "3",
    limits: SyncLimits = {},
    start: SyncStart = { kind: "continue" },
  ): Promise<SyncReport> {
    const engine = createEngine(files);
    destination ??= await engine.openDestination({ storage: place.storage, events: {} });
    return engine.runSync({
      destination,
      interpreter: pythonFor(sdk),
      request: {
        project,
        configuration: null,
        start,
        naming: "FIVETRAN",
        limits,
        echo: false,
      },
      onLog: () => undefined,
    });
  }

  for (const sdk of ["3", "2"] as const) {
    it(`are in the report and in the run's log, at their lines, with SDK ${sdk}`, async () => {
      const project = place.project("hello", { "connector.py": mistaken });
      const { status, findings, checkpoints } = await run(project, sdk);
      assert.equal(status, "succeeded");
      const shown = findings.map(({ code, table, column, row, line }) =>
        [code, table, column, row, line].filter((part) => part !== null).join(" "),
      );
      assert.deepEqual([...shown].sort(), [
        "json-text user doc 1 14",
        "not-a-number events price 1 15",
        "null-column events price 1 15",
        "null-column users gone 1 12",
        "null-in-state 16",
        "overwritten-row users 2 13",
        "schema-key-ignored events 7",
        "surrogate-key events 7",
        "typed-text user code 1 14",
        "undeclared-table user 1 14",
        "widened-column users v 2 13",
      ]);
      const [entry] = (await destination?.remote.runs()) ?? [];
      assert.deepEqual(entry?.findings, findings);
      assert.deepEqual(
        checkpoints.map(({ file, line }) => [file, line]),
        [[path.join(project, "connector.py"), 16]],
      );
      assert.deepEqual(entry.checkpoints, checkpoints);
    });

    it(`are none for a clean connector with SDK ${sdk}`, async () => {
      const project = place.project("hello", { "connector.py": clean });
      assert.deepEqual((await run(project, sdk)).findings, []);
      assert.deepEqual((await run(project, sdk)).findings, []);
    });
  }

  it("ends at the next checkpoint beyond the budget and keeps what it has", async () => {
    const project = place.project("hello", { "connector.py": large(true) });
    const report = await run(project, "3", { databaseBytes: 8 * 2 ** 20 });
    assert.equal(report.status, "limited");
    assert.match(report.limits.join(), /ended at a checkpoint .* budget of 8 MiB/);
    const rows = report.tables[0]?.rows ?? 0;
    assert.ok(rows >= 1000 && rows < 20_000 && rows % 500 === 0, String(rows));
    assert.deepEqual(report.state, { next: rows });
    assert.ok(report.memory.databaseBytes > 8 * 2 ** 20);
    assert.ok((report.memory.bytesPerRow ?? 0) > 1000);
  });

  it("stops a connector without checkpoints well beyond the budget", async () => {
    const project = place.project("hello", { "connector.py": large(false) });
    const report = await run(project, "3", { databaseBytes: 8 * 2 ** 20 });
    assert.equal(report.status, "failed");
    assert.match(report.error?.message ?? "", /budget of 8 MiB, and no checkpoint came/);
    assert.equal(report.tables[0]?.rows ?? 0, 0);
    const lost = report.findings.find(({ code }) => code === "rows-lost");
    assert.ok((lost?.count ?? 0) > 1000);
  });

  it("re-syncs into the tables there are, from an empty state, and tells what is left", async () => {
    const configured = (all: string) => ({
      "connector.py": shrinking,
      "configuration.json": JSON.stringify({ all }),
    });
    await run(place.project("hello", configured("yes")));
    const again = await run(place.project("hello", configured("no")), "3", {}, { kind: "resync" });
    assert.equal(again.tables[0]?.rows, 5);
    assert.deepEqual(again.state, { count: 2 });
    const left = again.findings.find(({ code }) => code === "resync-remains");
    assert.deepEqual([left?.table, left?.count, left?.severity], ["users", 3, "info"]);
  });
});
