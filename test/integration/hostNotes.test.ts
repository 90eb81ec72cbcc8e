// What the host tells beside the operations: Python types, memory, and what came too late.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { FrameReader } from "../../src/engine/bridge/frameReader.ts";
import { readPythonTypes, readShape } from "../../src/engine/bridge/payloads.ts";
import { createEngine, sourceFiles } from "../../src/engine/index.ts";
import type { LogLine, SyncReport } from "../../src/shared/model/sync.ts";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const engine = createEngine(sourceFiles(path.resolve(import.meta.dirname, "../..")));

const head = `\
import datetime, decimal, threading, time
from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration):
    return [{"table": "t", "primary_key": ["id"]}]


def update(configuration, state):
`;
const foot = "\n\nconnector = Connector(update=update, schema=schema)\n";

async function run(
  place: Workplace,
  line: "3" | "2" | "oldest2",
  body: string,
  atImport = "",
): Promise<{ readonly report: SyncReport; readonly log: readonly LogLine[] }> {
  const project = place.project("hello", {
    "connector.py": head + body.trim().replaceAll(/^/gm, "    ") + foot + atImport,
  });
  const log: LogLine[] = [];
  const destination = await engine.openDestination({
    storage: place.storage,
    events: { log: (entry) => log.push(entry) },
  });
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
        echo: false,
      },
      env: process.env,
      onLog: (entry) => log.push(entry),
    });
    assert.equal(report.error, null, report.error?.message);
    return { report, log };
  } finally {
    await destination.close();
  }
}

/** The last word on each shape's types, by table and operation. */
function typesIn(storage: string): Record<string, Record<string, string | null>> {
  const shapes = new Map<number, ReturnType<typeof readShape>>();
  const found: Record<string, Record<string, string | null>> = {};
  for (const frame of new FrameReader().push(readFileSync(path.join(storage, "runs", "1.log")))) {
    if (frame.kind === "shape") {
      const shape = readShape(frame.payload);
      shapes.set(shape.id, shape);
    } else if (frame.kind === "pythonTypes") {
      const { shape: id, types } = readPythonTypes(frame.payload);
      const shape = shapes.get(id);
      assert.ok(shape, "types of an unknown shape");
      const names = shape.columns.map((name, index) => [name, types[index] ?? null] as const);
      found[`${shape.operation} ${shape.table}`] = Object.fromEntries(names);
    }
  }
  return found;
}

for (const line of ["2", "oldest2"] as const) {
  it(`what is emitted before update() comes first, as SDK ${line} sends it`, async () => {
    using place = makeWorkplace();
    const { report } = await run(place, line, "pass", 'op.upsert("early", {"id": 1})\n');
    const rows = Object.fromEntries(report.tables.map((table) => [table.name, table.rows]));
    assert.deepEqual(rows, { t: 0, early: 1 });
  });
}

for (const line of ["3", "2", "oldest2"] as const) {
  describe(`what the host notes, SDK ${line}`, () => {
    it("tells the Python types of values, also of those that come later", async () => {
      using place = makeWorkplace();
      await run(
        place,
        line,
        `
op.upsert("t", {"id": 1, "text": "15", "n": 15, "price": decimal.Decimal("1.5"), "Made At": datetime.datetime(2025, 1, 1), "late": None, "never": None})
for number in range(2000):
    op.upsert("other", {"id": number, "a": 1.5, "b": True})
    op.upsert("t", {"id": number, "text": "15", "n": 15, "price": decimal.Decimal("1.5"), "Made At": None, "late": {"a": 1} if number > 100 else None, "never": None})
op.update("t", {"id": 1, "text": b"x"})
op.delete("t", {"id": "a"})`,
      );
      const types = typesIn(place.storage);
      const made = line === "oldest2" ? "made_at" : "Made At";
      assert.deepEqual(types["upsert t"], {
        id: "int",
        text: "str",
        n: "int",
        price: "Decimal",
        [made]: "datetime",
        late: "dict",
        never: null,
      });
      assert.deepEqual(types["upsert other"], { id: "int", a: "float", b: "bool" });
      assert.deepEqual(types["update t"], { id: "int", text: "bytes" });
      assert.deepEqual(types["delete t"], { id: "str" });
    });

    it("tells the most memory that the connector held, also when it is free again", async () => {
      using place = makeWorkplace();
      const held = 300 * 2 ** 20;
      const { report } = await run(
        place,
        line,
        `page = bytearray(${String(held)})\ndel page\nop.upsert("t", {"id": 1})`,
      );
      const peak = report.memory.connectorPeakBytes ?? 0;
      assert.ok(peak > held && peak < 3 * held, String(peak));
    });

    it("names what a thread emits after update() has returned", async () => {
      using place = makeWorkplace();
      const { report, log } = await run(
        place,
        line,
        `
returned = threading.Event()
def work():
    returned.wait()
    time.sleep(0.1)
    for number in range(3):
        op.upsert("t", {"id": number})
    op.checkpoint({"page": 2})
threading.Thread(target=work).start()
op.upsert("t", {"id": 7})
op.checkpoint({"page": 1})
returned.set()`,
      );
      assert.equal(report.status, "succeeded");
      assert.equal(report.tables[0]?.rows, 1);
      assert.deepEqual(report.state, { page: 1 });
      const warnings = log.filter(
        ({ level, origin }) => level === "WARNING" && origin === "workbench",
      );
      assert.equal(warnings.length, 1);
      assert.match(
        warnings[0]?.message ?? "",
        /3 operations on table t and 1 checkpoint came too late and are lost, as they would be in production\. .*thread\.join\(\)/,
      );
    });
  });
}
