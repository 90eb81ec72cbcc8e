// While it is debugged, a connector stops at the very operation whose row the destination does not take.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import type { LogLine, SyncReport } from "../../src/shared/model/sync.ts";
import { createEngine, sourceFiles } from "../../src/engine/index.ts";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const engine = createEngine(sourceFiles(path.resolve(import.meta.dirname, "../..")));
const lines = ["3", "2", "oldest2"] as const;

// Stands for the debugger: notes what it would show when it stops at an uncaught exception.
const debuggerStub = `\
import json, sys, types


class Debugger:
    def set_additional_thread_info(self, thread):
        return types.SimpleNamespace(is_tracing=0)

    def stop_on_unhandled_exception(self, debugger, thread, info, raised):
        kind, error, trace = raised
        frames = []
        while trace is not None:
            frame = trace.tb_frame
            frames.append([frame.f_code.co_filename, trace.tb_lineno, sorted(frame.f_locals)])
            trace = trace.tb_next
        own = [frame for frame in frames if frame[0].endswith("connector.py")][-1]
        with open("stopped.json", "w") as file:
            json.dump({"kind": kind.__name__, "text": str(error), "line": own[1], "locals": own[2], "top": frames[-1][0]}, file)


sys.modules["pydevd"] = types.SimpleNamespace(get_global_debugger=Debugger)
`;

const head = `\
import debugger_stub
import os, signal, time
from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration):
    columns = {"id": "INT", "small": "SHORT", "price": {"type": "DECIMAL", "precision": 4, "scale": 2}, "single": "FLOAT"}
    return [{"table": "t", "primary_key": ["id"], "columns": columns}]


def update(configuration, state):
    op.upsert("t", {"id": 1, "small": 1, "price": "1.5", "single": 1.5, "name": "x"})
    op.checkpoint({"page": 1})
    for number in range(2, 6):
        op.upsert("t", {"id": number, "small": 1, "price": "1.5", "single": 1.5, "name": "x"})
`;
const foot = "\n\nconnector = Connector(update=update, schema=schema)\n";

interface Stop {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
  readonly locals: readonly string[];
  /** The file of the innermost frame. */
  readonly top: string;
}

interface Outcome {
  readonly report: SyncReport;
  readonly log: readonly LogLine[];
  readonly stderr: string;
  readonly line: number;
  stop(): Stop;
}

async function run(
  place: Workplace,
  line: (typeof lines)[number],
  body: string,
  echo = true,
): Promise<Outcome> {
  const indented = body.trim().replaceAll(/^/gm, "    ");
  const connector = `${head}${indented}\n${foot}`;
  const project = place.project("hello", {
    "connector.py": connector,
    "debugger_stub.py": debuggerStub,
    "configuration.json": '{"api_token": "sesame-open"}',
  });
  const log: LogLine[] = [];
  const destination = await engine.openDestination({
    storage: place.storage,
    events: { log: (entry) => log.push(entry) },
  });
  let stderr = "";
  try {
    const report = await engine.runSync({
      destination,
      interpreter: pythonFor(line),
      request: {
        project,
        configuration: null,
        start: { kind: "fresh" },
        naming: "FIVETRAN",
        limits: {},
        echo,
      },
      env: process.env,
      onLog: (entry) => {
        log.push(entry);
        if (entry.origin === "stderr") stderr += `${entry.message}\n`;
      },
    });
    return {
      report,
      log,
      stderr,
      line: connector.split("\n").findIndex((text) => text.includes("# here")) + 1,
      stop: () => JSON.parse(readFileSync(path.join(project, "stopped.json"), "utf8")) as Stop,
    };
  } finally {
    await destination.close();
  }
}

const good = '"id": 6, "small": 1, "price": "1.5", "single": 1.5, "name": "x"';

/** An operation that is refused, the column, and why. */
const refused: readonly (readonly [string, string, RegExp])[] = [
  [`op.upsert("t", {"name": "x"})  # here`, "id", /has no value for the key column/],
  [
    `op.upsert("t", {${good.replace('"id": 6', '"id": None')}})  # here`,
    "id",
    /has NULL in the key/,
  ],
  [`op.upsert("t", {${good.replace('"small": 1', '"small": 40000')}})  # here`, "small", /SHORT/],
  [`op.upsert("t", {${good.replace('"1.5"', '"123.45"')}})  # here`, "price", /too many digits/],
  [`op.upsert("t", {${good.replace('"1.5"', '"cheap"')}})  # here`, "price", /is not a DECIMAL/],
  [
    `op.upsert("t", {${good.replace("1.5, ", "1e39, ")}})  # here`,
    "single",
    /out of range for FLOAT/,
  ],
];

for (const line of lines) {
  describe(`a row that the destination refuses while debugged, SDK ${line}`, () => {
    // 2.x makes an infinity of 1e39 itself.
    const cases = refused.filter(([body]) => line === "3" || !body.includes("1e39"));
    for (const [body, column, says] of cases) {
      it(`stops at its line: ${body}`, async () => {
        using place = makeWorkplace();
        const noted = `row = 6\n${body}\nopen("reached", "w")\nop.checkpoint({"page": 2})`;
        const outcome = await run(place, line, noted);
        const { error, status, state } = outcome.report;
        assert.equal(status, "failed");
        assert.match(error?.message ?? "", says);
        assert.equal(error?.table, "t");
        assert.equal(error.column, column);
        assert.equal(error.row, 6);
        assert.equal(error.line, outcome.line);
        assert.match(error.traceback ?? "", /RowRefused: /);
        assert.deepEqual(state, { page: 1 });
        assert.equal(outcome.report.tables[0]?.rows, 1);
        const stop = outcome.stop();
        assert.equal(stop.kind, "RowRefused");
        assert.equal(stop.line, outcome.line);
        assert.equal(stop.text, error.message);
        assert.doesNotMatch(stop.top, /connector_workbench_host/);
        assert.ok(stop.locals.includes("row") && !stop.locals.includes("reached"));
      });
    }

    it("fails the sync although the connector swallows it", async () => {
      using place = makeWorkplace();
      const { report, line: at } = await run(
        place,
        line,
        `try:\n    op.upsert("t", {"name": "x"})  # here\nexcept ValueError:\n    pass\nop.upsert("t", {${good}})`,
      );
      assert.equal(report.status, "failed");
      assert.match(report.error?.message ?? "", /key column "id"/);
      assert.equal(report.error?.line, at);
      assert.equal(report.tables[0]?.rows, 1);
    });

    it("fails the sync by the row when the process dies at it", async () => {
      using place = makeWorkplace();
      const { report } = await run(
        place,
        line,
        `try:\n    op.upsert("t", {"name": "x"})\nexcept ValueError:\n    os.kill(os.getpid(), 9)`,
      );
      assert.equal(report.status, "failed");
      assert.match(report.error?.message ?? "", /key column "id"/);
    });

    it("has what the SDK refuses in the exception that the debugger shows", async () => {
      using place = makeWorkplace();
      const body = `seen = "sesame-open"\nop.upsert("t", {${good.replace('"id": 6', '"id": 3000000000')}})  # here`;
      const outcome = await run(place, line, body);
      const stop = outcome.stop();
      assert.equal(stop.kind, "ValueError");
      assert.equal(`ValueError: ${stop.text}`, outcome.report.error?.message);
      assert.match(stop.text, /upsert of row 6 of table t, column id \(INT\), value 3000000000: /);
      assert.equal(stop.line, outcome.line);
      assert.ok(outcome.stderr.includes(stop.text), outcome.stderr);
    });

    it("leaves what the connector can catch as it is", async () => {
      using place = makeWorkplace();
      const body = `
try:
    op.upsert("t", {"id": 3000000000})
except ValueError as error:
    assert str(error) == "Value out of range: 3000000000", error`;
      const { report } = await run(place, line, body);
      assert.equal(report.error, null);
      assert.equal(report.tables[0]?.rows, 5);
    });

    it("is not waited for without debugging", async () => {
      using place = makeWorkplace();
      const body = `op.upsert("t", {"name": "x"})  # here\nopen(os.environ["MARK"], "w") if False else None\nop.checkpoint({"page": 2})`;
      const { report, line: at } = await run(place, line, body, false);
      assert.equal(report.status, "failed");
      assert.equal(report.error?.row, 6);
      assert.equal(report.error.line, at);
      assert.equal(report.error.traceback, null);
    });
  });
}
