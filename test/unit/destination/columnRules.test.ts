import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Frame } from "../../../src/engine/bridge/frameReader.ts";
import { writeRules } from "../../../src/engine/destination/columnRules.ts";
import type { Destination } from "../../../src/engine/destination/destination.ts";
import type { ColumnRule } from "../../../src/shared/model/previews.ts";
import { Rows, schemaFrame, type TestRow } from "../../support/frames.ts";
import { makeHistory, type History } from "../../support/recordedRuns.ts";

let history: History;

beforeEach(() => {
  history = makeHistory();
});
afterEach(() => {
  history[Symbol.dispose]();
});

const rows = new Rows();
const upsert = (table: string, ...values: TestRow[]): Frame[] => rows.of("upsert", table, values);
const users = schemaFrame([
  {
    table: "users",
    primaryKey: ["id"],
    columns: { id: "INT", email: "STRING", born: "NAIVE_DATE" },
  },
]);
const rule = (column: string, rule: ColumnRule["rule"], table = "users"): ColumnRule => ({
  schema: null,
  table,
  column,
  rule,
});
const started = new Date("2026-01-01T00:00:00Z");

function salt(): string {
  const file = path.join(history.storage, "columns.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { salt: string }).salt;
}

const hashOf = (text: string | Buffer) =>
  createHash("sha256").update(salt()).update(text).digest("hex");

/** The destination after a run of these frames and with these rules. */
async function ruled(rules: readonly ColumnRule[], ...frames: Frame[][]): Promise<Destination> {
  history.record({ startedAt: started, commits: [frames.flat()] });
  const destination = await history.open();
  destination.setColumnRules(rules);
  return destination;
}

const select = (destination: Destination, sql: string) => destination.query(sql, 100).rows;
const columnsOf = (destination: Destination, table = "users") =>
  destination
    .tables()
    .find(({ name }) => name === table)
    ?.columns.map(({ name, type }) => `${name} ${type}`);

describe("a blocked column", () => {
  it("is not in the tables, declared or not, until it is unblocked", async () => {
    const destination = await ruled(
      [rule("email", "block"), rule("age", "block")],
      [users],
      upsert("users", { id: 1, email: "ada@x", age: 36, city: "London" }),
    );
    assert.deepEqual(columnsOf(destination), ["id INT", "born NAIVE_DATE", "city STRING"]);
    assert.deepEqual(select(destination, "SELECT id, city FROM users"), [[1, "London"]]);
    destination.setColumnRules([]);
    assert.deepEqual(select(destination, "SELECT email, age FROM users"), [["ada@x", 36]]);
  });

  it("does not change _fivetran_id, so that rows that differ in it alone stay two", async () => {
    const sent = upsert(
      "logs",
      { a: 1, secret: "x" },
      { a: 1, secret: "y" },
      { a: 1, secret: "x" },
    );
    history.record({ startedAt: started, commits: [sent] });
    const destination = await history.open();
    const ids = () => select(destination, "SELECT _fivetran_id FROM logs ORDER BY _fivetran_id");
    const before = ids();
    assert.equal(before.length, 2);
    for (const kind of ["block", "hash"] as const) {
      destination.setColumnRules([rule("secret", kind, "logs")]);
      assert.deepEqual(ids(), before, kind);
    }
  });

  it("cannot be one of the primary key", async () => {
    history.record({ startedAt: started, commits: [[users]] });
    const destination = await history.open();
    assert.throws(
      () => {
        destination.setColumnRules([rule("id", "block")]);
      },
      {
        code: "columns.blockedKey",
        message: /^Primary-key columns cannot be blocked: id .* users\.$/,
      },
    );
    assert.deepEqual(destination.columnRules(), []);
    assert.deepEqual(columnsOf(destination), ["id INT", "email STRING", "born NAIVE_DATE"]);
  });

  it("stays where an older moment has it in its key", async () => {
    const byEmail = schemaFrame([
      { table: "users", primaryKey: ["email"], columns: { email: "STRING", age: "INT" } },
    ]);
    history.record({
      startedAt: started,
      commits: [[byEmail, ...upsert("users", { email: "a", age: 1 })]],
    });
    history.record({ startedAt: started, commits: [[users]] });
    const destination = await history.open();
    destination.setColumnRules([rule("email", "block")]);
    await destination.open(history.storage, { run: 1, checkpoint: Infinity });
    assert.deepEqual(select(destination, "SELECT email, age FROM users"), [["a", 1]]);
  });
});

describe("a hashed column", () => {
  it("holds the SHA-256 of salt and delivered text as STRING, and NULL where there was NULL", async () => {
    const declared = schemaFrame([
      {
        table: "all",
        primaryKey: ["id"],
        columns: {
          id: "INT",
          d: "DECIMAL(10,2)",
          b: "BOOLEAN",
          t: "UTC_DATETIME",
          x: "BINARY",
          s: "STRING",
          l: "LONG",
          n: "STRING",
        },
      },
    ]);
    const columns = ["d", "b", "t", "x", "s", "l", "n"];
    const row = {
      id: 1,
      d: "1.5",
      b: true,
      t: "2026-01-01 10:00:00+02:00",
      x: Buffer.from([1, 2, 255]),
      s: "é",
      l: "9007199254740993",
      n: null,
    };
    const destination = await ruled(
      columns.map((column) => rule(column, "hash", "all")),
      [declared],
      upsert("all", row),
    );
    assert.deepEqual(columnsOf(destination, "all"), [
      "id INT",
      ...columns.map((column) => `${column} STRING`),
    ]);
    assert.deepEqual(select(destination, `SELECT ${columns.join(", ")} FROM "all"`), [
      [
        ...["1.50", "true", "2026-01-01T08:00:00Z", "AQL/", "é", "9007199254740993"].map(hashOf),
        null,
      ],
    ]);
  });

  it("has equal hashes for equal values, in other tables and undeclared ones too", async () => {
    const destination = await ruled(
      [rule("id", "hash"), rule("user", "hash", "orders")],
      [users],
      upsert("users", { id: 7, email: "a" }),
      upsert("orders", { number: 1, user: 7 }, { number: 2, user: "x" }, { number: 3, user: null }),
    );
    assert.deepEqual(columnsOf(destination, "orders"), ["number LONG", "user STRING"]);
    assert.deepEqual(
      select(destination, `SELECT number FROM orders JOIN users ON users.id = orders.user`),
      [[1]],
    );
    assert.deepEqual(select(destination, `SELECT user FROM orders WHERE number > 1`), [
      [hashOf("x")],
      [null],
    ]);
  });

  it("may be the key: rows are updated, deleted and replaced by it", async () => {
    const destination = await ruled(
      [rule("id", "hash")],
      [users],
      upsert("users", { id: 1, email: "a" }, { id: 2, email: "b" }, { id: 3, email: "c" }),
      upsert("users", { id: 1, email: "z" }),
      rows.of("update", "users", [{ id: 2, email: "y" }]),
      rows.of("delete", "users", [{ id: 3 }]),
    );
    assert.deepEqual(select(destination, "SELECT id, email, _fivetran_deleted FROM users"), [
      [hashOf("1"), "z", false],
      [hashOf("2"), "y", false],
      [hashOf("3"), "c", true],
    ]);
  });

  it("tells lone surrogates apart", async () => {
    const bytes = [Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xed, 0xa0, 0x81])];
    const frames = bytes.flatMap((text) => {
      // The helper writes what JavaScript can hold; these bytes it cannot.
      const [shape, data] = upsert("odd", { text: "abc" });
      assert.ok(shape && data);
      data.payload.set(text, data.payload.length - 3);
      return [shape, data];
    });
    const destination = await ruled([rule("text", "hash", "odd")], frames);
    assert.deepEqual(
      select(destination, "SELECT text FROM odd").flat().toSorted(),
      bytes.map(hashOf).toSorted(),
    );
  });

  it("keeps its declared type between syncs", async () => {
    const base = history.record({
      startedAt: started,
      commits: [[users, ...upsert("users", { id: 1, born: "2026-01-01" })]],
    });
    history.record({
      startedAt: started,
      base,
      state: { run: 1 },
      commits: [[users, ...upsert("users", { id: 2, born: "2026-01-02" })]],
    });
    const destination = await history.open();
    destination.setColumnRules([rule("born", "hash"), rule("id", "hash")]);
    assert.deepEqual(select(destination, "SELECT born FROM users"), [
      [hashOf("2026-01-01")],
      [hashOf("2026-01-02")],
    ]);
  });
});

describe("the rules", () => {
  it("may be for what does not exist yet, and apply when it does", async () => {
    const destination = await history.open();
    destination.setColumnRules([rule("email", "hash"), rule("gone", "block", "nowhere")]);
    assert.deepEqual(destination.columnRules(), [
      rule("email", "hash"),
      rule("gone", "block", "nowhere"),
    ]);
    history.record({
      startedAt: started,
      commits: [[users, ...upsert("users", { id: 1, email: "a" })]],
    });
    const later = await history.open();
    assert.deepEqual(select(later, "SELECT email FROM users"), [[hashOf("a")]]);
  });

  it("that another process has set are followed by the next sync", async () => {
    const base = history.record({
      startedAt: started,
      commits: [[users, ...upsert("users", { id: 1, email: "a" })]],
    });
    const destination = await history.open();
    writeRules(history.storage, { salt: "0".repeat(64), rules: [rule("email", "block")] });
    assert.deepEqual(columnsOf(destination), ["id INT", "email STRING", "born NAIVE_DATE"]);
    const { run } = await destination.startSync({
      project: history.storage,
      configuration: null,
      start: { kind: "continue" },
      naming: "FIVETRAN",
      limits: {},
      echo: false,
    });
    assert.equal(run, base.run + 1);
    assert.deepEqual(columnsOf(destination), ["id INT", "born NAIVE_DATE"]);
    assert.throws(
      () => {
        destination.setColumnRules([]);
      },
      { code: "destination.busy" },
    );
    destination.cancelSync();
    assert.deepEqual(columnsOf(destination), ["id INT", "born NAIVE_DATE"]);
  });

  it("keep their salt when they change, and only the last one of a column", async () => {
    const destination = await history.open();
    destination.setColumnRules([rule("Email", "block"), rule("email", "hash")]);
    const first = salt();
    assert.deepEqual(destination.columnRules(), [rule("email", "hash")]);
    destination.setColumnRules([]);
    assert.equal(salt(), first);
    assert.match(first, /^[0-9a-f]{64}$/);
  });

  it("differ between destinations in their salt", async () => {
    (await history.open()).setColumnRules([]);
    const first = salt();
    using other = makeHistory();
    (await other.open()).setColumnRules([]);
    const file = path.join(other.storage, "columns.json");
    assert.ok(!readFileSync(file, "utf8").includes(first));
  });

  it("are for their owner's eyes only, and leave nothing half written", async () => {
    (await history.open()).setColumnRules([rule("email", "hash")]);
    if (process.platform !== "win32") {
      assert.equal(statSync(path.join(history.storage, "columns.json")).mode & 0o777, 0o600);
    }
    assert.deepEqual(readdirSync(history.storage).toSorted(), ["columns.json", "runs"]);
  });

  it("cannot name Fivetran's own columns", async () => {
    const destination = await history.open();
    assert.throws(
      () => {
        destination.setColumnRules([rule("_fivetran_synced", "block")]);
      },
      { code: "columns.system" },
    );
  });

  for (const [what, text] of [
    ["is not JSON", "{"],
    ["has no salt", '{"rules":[]}'],
    [
      "has a rule of another kind",
      `{"salt":"${"0".repeat(64)}","rules":[{"schema":null,"table":"t","column":"c","rule":"mask"}]}`,
    ],
    ["has rules that are no list", `{"salt":"${"0".repeat(64)}","rules":{}}`],
  ] as const) {
    it(`that are in a file which ${what} refuse to be guessed, and lose nothing`, async () => {
      history.record({ startedAt: started, commits: [[users, ...upsert("users", { id: 1 })]] });
      const file = path.join(history.storage, "columns.json");
      writeFileSync(file, text);
      await assert.rejects(history.open(), (error: Error & { code?: string }) => {
        assert.equal(error.code, "columns.broken");
        assert.ok(error.message.includes(file));
        return true;
      });
      assert.equal(readFileSync(file, "utf8"), text);
      rmSync(file);
      assert.deepEqual(select(await history.open(), "SELECT id FROM users"), [[1]]);
    });
  }
});
