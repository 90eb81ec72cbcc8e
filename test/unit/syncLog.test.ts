// The sync log is the truth: what it holds comes back, what it was cut off in did not happen.
import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { jsonFrame } from "../../src/engine/bridge/frameReader.ts";
import { Projection } from "../../src/engine/destination/store/projection.ts";
import { query } from "../../src/engine/destination/store/queries.ts";
import { loadSqlite } from "../../src/engine/destination/store/sqlite.ts";
import { replay } from "../../src/engine/runs/replay.ts";
import { RunStore } from "../../src/engine/runs/runStore.ts";
import { logFormat, SyncLogWriter, type RunHeader } from "../../src/engine/runs/syncLog.ts";
import type { Moment } from "../../src/shared/protocol/destination.ts";
import { Rows, schemaFrame, sdkFrame, truncateFrame } from "../support/frames.ts";

const sqliteModule = loadSqlite(
  createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
);

let folder: string;
let store: RunStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sync-log-"));
  store = new RunStore(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function header(run: number, base: RunHeader["base"]): RunHeader {
  return {
    format: logFormat,
    run,
    kind: "sync",
    startedAt: "2026-01-01T00:00:00.000Z",
    base,
    naming: "FIVETRAN",
    connectionName: "connection",
    maxRows: null,
    state: "{}",
  };
}

/** A run of three checkpoints, each after a row, and a fourth row after the last; ended well or not at all. */
function writeRun(run: number, base: RunHeader["base"], ended = true): void {
  const log = new SyncLogWriter(store.path(run), header(run, base));
  const rows = new Rows();
  const table = schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT" } }]);
  for (const frame of [sdkFrame(), Rows.source(), table]) log.frame(frame);
  for (let id = 1; id <= 4; id++) {
    log.time(run * 1e9 + id * 1e6);
    for (const frame of rows.of("upsert", "t", [{ id: run * 10 + id }])) log.frame(frame);
    if (id < 4)
      log.commit({
        kind: "checkpoint",
        seconds: id,
        rows: 1,
        state: JSON.stringify({ run, id }),
        file: "/project/connector.py",
        line: id,
      });
  }
  if (ended) {
    log.commit({
      kind: "finish",
      seconds: 4,
      rows: 1,
      state: JSON.stringify({ run, id: 3 }),
      file: null,
      line: null,
    });
    log.end({ status: "succeeded", seconds: 4, error: null, findings: [] });
  }
  log.close();
}

async function at(moment: Moment) {
  const sqlite = (await sqliteModule).open();
  const projection = new Projection(sqlite);
  replay(projection, store, moment);
  const ids = projection.tables.get(null, "t")
    ? query(sqlite, "SELECT id FROM t ORDER BY id", 100).rows.flat()
    : [];
  const { checkpoints } = projection;
  return { ids, state: JSON.parse(projection.state) as unknown, checkpoints, sqlite };
}

describe("a replay", () => {
  it("gives the tables and the state of the end, of any checkpoint, and across runs", async () => {
    writeRun(1, null);
    writeRun(2, { run: 1, checkpoint: null, commits: 4 });
    writeRun(3, { run: 1, checkpoint: 2, commits: 2 });
    const seen = async (run: number, checkpoint: number) => {
      const { ids, state } = await at({ run, checkpoint });
      return [ids, state];
    };
    assert.deepEqual(await seen(1, Infinity), [[11, 12, 13, 14], { run: 1, id: 3 }]);
    assert.deepEqual(await seen(1, 1), [[11], { run: 1, id: 1 }]);
    assert.deepEqual(await seen(2, 2), [[11, 12, 13, 14, 21, 22], { run: 2, id: 2 }]);
    assert.deepEqual(await seen(2, 0), [[11, 12, 13, 14], { run: 1, id: 3 }]);
    assert.deepEqual(await seen(3, 1), [[11, 12, 31], { run: 3, id: 1 }]);
  });

  it("gives checkpoints the places they had, as the list of runs does", async () => {
    writeRun(1, null);
    const { checkpoints } = await at({ run: 1, checkpoint: Infinity });
    const places = [1, 2, 3].map((line) => ["/project/connector.py", line]);
    for (const each of [checkpoints, store.entries()[0]?.checkpoints])
      assert.deepEqual(
        each?.map(({ file, line }) => [file, line]),
        places,
      );
  });

  it("gives rows the times they had", async () => {
    writeRun(1, null);
    const times = async () =>
      query((await at({ run: 1, checkpoint: 3 })).sqlite, "SELECT _fivetran_synced FROM t", 9).rows;
    assert.deepEqual(await times(), await times());
    assert.deepEqual((await times()).flat()[0], "1970-01-01T00:16:41.000001Z");
  });

  it("refuses a run and a checkpoint that do not exist", async () => {
    writeRun(1, null);
    await assert.rejects(at({ run: 7, checkpoint: 1 }), /no run 7/);
    await assert.rejects(at({ run: 1, checkpoint: 4 }), /Run 1 has no checkpoint 4/);
    await assert.rejects(at({ run: 1, checkpoint: -1 }), /no checkpoint -1/);
  });
});

describe("a log that was cut off", () => {
  it("counts up to its last whole commit, wherever it was cut", async () => {
    writeRun(1, null, false);
    const whole = readFileSync(store.path(1));
    const seen = new Set<string>();
    for (let length = 400; length <= whole.length; length += 7) {
      writeFileSync(store.path(1), whole.subarray(0, length));
      const { ids, state } = await at({ run: 1, checkpoint: Infinity });
      const last = ids.length === 0 ? {} : { run: 1, id: ids.length };
      assert.deepEqual(state, last, `cut after ${String(length)} bytes`);
      assert.deepEqual(ids, [11, 12, 13].slice(0, ids.length));
      assert.equal(store.entries()[0]?.checkpoints.length, ids.length);
      seen.add(String(ids.length));
    }
    assert.deepEqual([...seen], ["0", "1", "2", "3"]);
  });
});

describe("a log that is damaged", () => {
  it("is noticed when later runs build on what it lost", async () => {
    writeRun(1, null);
    writeRun(2, { run: 1, checkpoint: null, commits: 4 });
    const whole = readFileSync(store.path(1));
    writeFileSync(store.path(1), whole.subarray(0, whole.length - 200));
    await assert.rejects(at({ run: 2, checkpoint: Infinity }), /log of run 1 is damaged/);
  });

  it("at its very beginning, by another version, or of another kind does not hide the runs before it", () => {
    writeRun(1, null);
    for (const content of [
      "",
      "garbage",
      Buffer.concat([readFileSync(store.path(1)).subarray(0, 20)]),
    ]) {
      writeFileSync(store.path(2), content);
      assert.deepEqual(store.newest(), { run: 1, checkpoint: Infinity });
      assert.equal(store.nextNumber(), 3);
    }
    writeFileSync(store.path(2), jsonFrame("run", { ...header(2, null), format: 0 }));
    mkdirSync(store.path(3));
    writeFileSync(path.join(folder, "runs", "007.log"), "");
    assert.deepEqual(store.newest(), { run: 1, checkpoint: Infinity });
  });

  it("in the middle counts up to there", async () => {
    writeRun(1, null);
    const bytes = readFileSync(store.path(1));
    bytes.fill(255, bytes.length - 400, bytes.length - 300);
    writeFileSync(store.path(1), bytes);
    const { ids } = await at({ run: 1, checkpoint: Infinity });
    assert.ok(ids.length < 4);
  });
});

describe("the run store", () => {
  it("lists runs with checkpoints and how they ended, the readable ones", () => {
    writeRun(1, null);
    writeRun(2, { run: 1, checkpoint: null, commits: 4 }, false);
    writeFileSync(store.path(3), "not a log");
    assert.deepEqual(
      store
        .entries()
        .map(({ run, status, checkpoints }) => [
          run,
          status,
          checkpoints.map(({ state }) => state),
        ]),
      [
        [1, "succeeded", [1, 2, 3].map((id) => ({ run: 1, id }))],
        [2, null, [1, 2, 3].map((id) => ({ run: 2, id }))],
      ],
    );
  });

  it(
    "is for its owner's eyes only",
    { skip: process.platform === "win32" && "modes are POSIX's" },
    () => {
      writeRun(1, null);
      assert.equal(statSync(store.path(1)).mode & 0o777, 0o600);
      assert.equal(statSync(path.dirname(store.path(1))).mode & 0o777, 0o700);
    },
  );

  it("is locked by one living process at a time", () => {
    store.lock();
    store.unlock();
    writeFileSync(path.join(folder, "lock"), String(process.ppid));
    assert.throws(() => {
      store.lock();
    }, /Another sync of this project is running/);
    writeFileSync(path.join(folder, "lock"), "999999999");
    store.lock();
    assert.equal(readFileSync(path.join(folder, "lock"), "utf8"), String(process.pid));
    writeFileSync(path.join(folder, "lock"), "");
    assert.throws(() => {
      store.lock();
    }, /Another sync of this project is running\./);
    utimesSync(path.join(folder, "lock"), 0, 0);
    store.lock();
    store.unlock();
    assert.deepEqual(readdirSync(folder), ["runs"]);
  });
});

it("a truncate is replayed in its place", async () => {
  const log = new SyncLogWriter(store.path(1), header(1, null));
  const rows = new Rows();
  const frames = [
    sdkFrame(),
    Rows.source(),
    schemaFrame([{ table: "t", primaryKey: ["id"] }]),
    ...rows.of("upsert", "t", [{ id: 1 }]),
    truncateFrame("t"),
    ...rows.of("upsert", "t", [{ id: 2 }]),
  ];
  for (const frame of frames) log.frame(frame);
  log.commit({ kind: "checkpoint", seconds: 1, rows: 2, state: "{}", file: null, line: null });
  log.close();
  const { sqlite } = await at({ run: 1, checkpoint: 1 });
  assert.deepEqual(query(sqlite, "SELECT id, _fivetran_deleted FROM t ORDER BY id", 9).rows, [
    [1, true],
    [2, false],
  ]);
});
