import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import {
  bundledCli,
  cli,
  makeWorkplace,
  reportFrom,
  type CliOptions,
  type Workplace,
} from "../support/cli.ts";
import { pythonFor, sdkVersionFor } from "../support/pythonEnvironments.ts";

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

type Line = Parameters<typeof pythonFor>[0];
const lines: readonly Line[] = ["3", "2", "oldest2"];

function sync(
  project: string,
  args: readonly string[] = [],
  line: Line = "3",
  options: CliOptions = {},
) {
  const common = ["--python", pythonFor(line), "--storage", place.storage];
  return cli(["sync", project, ...common, ...args], options);
}

async function report(project: string, args: readonly string[] = [], line: Line = "3") {
  return reportFrom(await sync(project, ["--json", ...args], line));
}

describe("sync", { concurrency: false }, () => {
  for (const line of lines) {
    it(`reports what a connector on SDK ${line} did`, async () => {
      const { seconds, checkpoints, tables, memory, ...rest } = await report(
        place.project("hello"),
        [],
        line,
      );
      assert.ok(seconds > 0 && seconds < 60);
      assert.deepEqual(rest, {
        status: "succeeded",
        sdkVersion: sdkVersionFor(line),
        pythonVersion: rest.pythonVersion,
        counts: {
          upserts: 1,
          updates: 0,
          deletes: 0,
          truncates: 0,
          checkpoints: 1,
          files: 0,
          warnings: 0,
        },
        state: { syncs: 1 },
        findings: [],
        error: null,
        run: 1,
        limits: [],
        files: [],
      });
      assert.ok(memory.databaseBytes > 0);
      // One row in all.
      assert.equal(memory.bytesPerRow, memory.databaseBytes);
      if (process.platform === "linux") assert.ok((memory.connectorPeakBytes ?? 0) > 2 ** 20);
      assert.match(rest.pythonVersion ?? "", /^3\.\d+\.\d+$/);
      assert.deepEqual(
        checkpoints.map(({ index, rows, state }) => ({ index, rows, state })),
        [{ index: 1, rows: 1, state: { syncs: 1 } }],
      );
      assert.deepEqual(
        tables.map(({ columns, ...table }) => ({
          ...table,
          columns: columns.filter(({ declared }) => declared),
        })),
        [
          {
            schema: null,
            name: "greetings",
            declared: true,
            primaryKey: ["id"],
            rows: 1,
            deletedRows: 0,
            columns: [
              { name: "id", type: "INT", declared: true },
              { name: "text", type: "STRING", declared: true },
            ],
          },
        ],
      );
    });

    it(`applies every operation on several tables with SDK ${line}`, async () => {
      const { counts, tables } = await report(place.project("tables"), [], line);
      assert.deepEqual(counts, {
        upserts: 43,
        updates: 1,
        deletes: 1,
        truncates: 0,
        checkpoints: 2,
        files: 0,
        warnings: 0,
      });
      assert.deepEqual(
        tables.map(({ name, declared, rows, deletedRows }) => ({
          name,
          declared,
          rows,
          deletedRows,
        })),
        [
          { name: "orders", declared: true, rows: 20, deletedRows: 1 },
          { name: "order_lines", declared: true, rows: 20, deletedRows: 0 },
          { name: "never_filled", declared: true, rows: 0, deletedRows: 0 },
          { name: "notes", declared: false, rows: 2, deletedRows: 0 },
        ],
      );
    });
  }

  it("prints one JSON document to standard output and the connector's log to standard error", async () => {
    const { code, stdout, stderr } = await sync(place.project("hello"), ["--json"]);
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(JSON.parse(stdout) as object).slice(0, 10), [
      "status",
      "sdkVersion",
      "pythonVersion",
      "seconds",
      "counts",
      "tables",
      "state",
      "checkpoints",
      "findings",
      "error",
    ]);
    assert.match(stderr, /^\d\d:\d\d:\d\d\.\d{3} INFO {5}connector {2}sync 1$/m);
    assert.match(stderr, / INFO {5}print {6}printed by the connector$/m);
    assert.ok(!stderr.includes("\u001B"));
  });

  it("prints a summary for people", async () => {
    const { stdout } = await sync(place.project("hello"));
    assert.match(stdout, /^Succeeded after .* 1 row, 1 checkpoint \(run 1, SDK 3\.\d/);
    assert.match(stdout, /^greetings +1 +\d+ {2}id$/m);
    assert.match(stdout, /^1:1 .*\{"syncs":1\}$/m);
  });

  it("continues by default, starts fresh or from any checkpoint when told to", async () => {
    const project = place.project("hello");
    assert.equal((await report(project)).state && (await report(project)).run, 2);
    const third = await report(project, ["--continue"]);
    assert.deepEqual([third.run, third.state, third.tables[0]?.rows], [3, { syncs: 3 }, 3]);
    const from = await report(project, ["--from", "1:1"]);
    assert.deepEqual([from.run, from.state, from.tables[0]?.rows], [4, { syncs: 2 }, 2]);
    const fresh = await report(project, ["--fresh"]);
    assert.deepEqual([fresh.run, fresh.state, fresh.tables[0]?.rows], [5, { syncs: 1 }, 1]);
  });

  it("gives the connector the state of a file", async () => {
    const project = place.project("hello");
    const file = path.join(place.folder, "state.json");
    writeFileSync(file, '{"syncs": 41}');
    assert.deepEqual((await report(project, ["--state", file])).state, { syncs: 42 });
  });

  it("uses another configuration when told to", async () => {
    const project = place.project("many");
    const file = path.join(place.folder, "small.json");
    writeFileSync(file, '{"rows": "2"}');
    const { counts } = await report(project, ["--configuration", file]);
    assert.equal(counts.upserts, 4);
  });

  it("runs a connector that imports modules of its own", async () => {
    const { status, tables } = await report(place.project("imports"));
    assert.equal(status, "succeeded");
    assert.equal(tables[0]?.rows, 2);
  });

  it("ends a run at its limit of rows, says what was cut and has status 0", async () => {
    const result = await sync(place.project("many"), ["--limit-rows", "10", "--json"]);
    const { status, tables, limits } = reportFrom(result);
    assert.equal(result.code, 0);
    assert.equal(status, "limited");
    assert.deepEqual(
      tables.map(({ name, rows }) => [name, rows]),
      [
        ["left", 10],
        ["right", 10],
      ],
    );
    assert.equal(limits.length, 2);
  });

  it("ends a run at its limit of seconds", async () => {
    const result = await sync(place.project("slow"), ["--limit-seconds", "2", "--json"]);
    const { status, seconds, checkpoints } = reportFrom(result);
    assert.equal(result.code, 0);
    assert.equal(status, "limited");
    assert.ok(seconds >= 2 && seconds < 4, String(seconds));
    assert.ok(checkpoints.length > 0);
  });

  it("counts a checkpoint that does not exist as wrong use", async () => {
    const project = place.project("hello");
    await sync(project);
    const { code, stderr } = await sync(project, ["--from", "1:7"]);
    assert.equal(code, 2);
    assert.match(stderr, /^Error: Run 1 has no checkpoint 7\./m);
  });

  it("refuses a second sync of the same runs while one is going on", async () => {
    const project = place.project("slow");
    const first = sync(project, ["--limit-seconds", "4"]);
    const lock = path.join(place.storage, "lock");
    while (!existsSync(lock)) {
      await new Promise(setImmediate);
    }
    const { code, stderr } = await sync(project);
    assert.equal(code, 1);
    assert.match(stderr, /^Error: Another sync of this project is running \(process \d+\)\./m);
    assert.equal((await first).code, 0);
  });

  it("names an interpreter that cannot be used", async () => {
    const { code, stderr } = await cli([
      "sync",
      place.project("hello"),
      "--python",
      "/no/python",
      "--storage",
      place.storage,
    ]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^Error: \/no\/python does not run as a Python interpreter\. Correct --python/m,
    );
  });

  it(
    "keeps runs where only their owner can read them",
    { skip: process.platform === "win32" },
    async () => {
      await sync(place.project("hello"));
      assert.equal(statSync(place.storage).mode & 0o077, 0);
      const log = path.join(place.storage, "runs", "1.log");
      assert.equal(statSync(log).mode & 0o077, 0);
    },
  );

  it("works from the bundle in dist as from the sources", async () => {
    const project = place.project("hello");
    const result = await sync(project, ["--json"], "3", { program: bundledCli });
    assert.equal(result.code, 0, result.stderr);
    const query = ["query", project, "select text from greetings", "--storage", place.storage];
    assert.match((await cli(query, { program: bundledCli })).stdout, /^hello 1$/m);
    const version = await cli(["--version"], { program: bundledCli });
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });
});

describe("sync --export", { concurrency: false }, () => {
  const readBack = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.row_factory = sqlite3.Row
names = [row[0] for row in db.execute("select name from sqlite_master where type = 'table' order by name")]
exact = lambda value: str(value) if isinstance(value, int) and abs(value) > 2**53 else value
rows = lambda name: db.execute(f'select * from "{name}" order by rowid')
print(json.dumps({name: [{key: exact(row[key]) for key in row.keys()} for row in rows(name)] for name in names}))
`;

  function readSqlite(file: string): Record<string, Record<string, unknown>[]> {
    const output = execFileSync(pythonFor("3"), ["-c", readBack, file], { encoding: "utf8" });
    return JSON.parse(output) as Record<string, Record<string, unknown>[]>;
  }

  it("writes a SQLite file that other programs read", async () => {
    const file = path.join(place.folder, "out.sqlite");
    const { code, stderr } = await sync(place.project("tables"), ["--export", file]);
    assert.equal(code, 0, stderr);
    const tables = readSqlite(file);
    assert.deepEqual(Object.keys(tables), [
      "_columns",
      "never_filled",
      "notes",
      "order_lines",
      "orders",
    ]);
    const [first] = tables["orders"] ?? [];
    assert.deepEqual(
      { ...first, _fivetran_synced: undefined, details: undefined },
      {
        id: "9000000000000000001",
        amount: 1.5,
        placed_at: "2024-01-01T00:00:00Z",
        is_paid: 0,
        details: undefined,
        _fivetran_deleted: 1,
        _fivetran_synced: undefined,
      },
    );
    assert.match(String(first?.["_fivetran_synced"]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);
    assert.ok(
      tables["_columns"]?.some(
        ({ table_name, column_name, fivetran_type, declared, primary_key }) =>
          table_name === "orders" &&
          column_name === "amount" &&
          fivetran_type === "DECIMAL(10,2)" &&
          declared === 1 &&
          primary_key === 0,
      ),
    );
  });

  it("writes JSON", async () => {
    const file = path.join(place.folder, "out.json");
    await sync(place.project("hello"), ["--export", file]);
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    assert.match(JSON.stringify(document), /"hello 1"/);
  });

  it("prints the report of the run even when the file cannot be written", async () => {
    const file = path.join(place.folder, "out.json");
    mkdirSync(file);
    const result = await sync(place.project("hello"), ["--export", file, "--json"]);
    assert.equal(result.code, 1);
    assert.equal(reportFrom(result).status, "succeeded");
    assert.match(result.stderr, /^Error: Cannot write .*out\.json/m);
    assert.deepEqual(readdirSync(place.folder).sort(), ["hello", "out.json", "storage"]);
  });

  it("leaves no file when the run has no data, and nothing half written beside one", async () => {
    const project = place.project("hello", { "connector.py": "raise RuntimeError('no')\n" });
    const file = path.join(place.folder, "out.sqlite");
    const { code, stderr } = await sync(project, ["--export", file]);
    assert.equal(code, 1);
    assert.match(stderr, /out\.sqlite was not written: the destination has no tables\./);
    await sync(place.project("tables"), ["--export", file]);
    assert.deepEqual(readdirSync(place.folder).sort(), [
      "hello",
      "out.sqlite",
      "storage",
      "tables",
    ]);
  });
});
