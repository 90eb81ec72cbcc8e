// Declared against observed, and which columns could be the key.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Frame } from "../../../src/engine/bridge/frameReader.ts";
import type { ColumnProfile, TableProfile } from "../../../src/shared/model/previews.ts";
import { Rows, schemaFrame, withPythonTypes, type TestRow } from "../../support/frames.ts";
import { makeHistory, type History } from "../../support/recordedRuns.ts";

let history: History;

beforeEach(() => {
  history = makeHistory();
});
afterEach(() => {
  history[Symbol.dispose]();
});

const rows = new Rows();
const startedAt = new Date("2026-01-01T00:00:00Z");
const upsert = (table: string, ...values: TestRow[]) => rows.of("upsert", table, values);

async function profile(table: string, ...frames: readonly Frame[][]): Promise<TableProfile> {
  history.record({ startedAt, commits: [frames.flat()] });
  return (await history.open()).profile({ schema: null, name: table });
}

const withoutNames = ({ name, declaredType, type, observed, nulls, sent }: ColumnProfile) => ({
  ...{ name, declaredType, type, observed, nulls, sent },
});

const keysOf = ({ candidateKeys }: TableProfile) =>
  candidateKeys.map(({ columns, identifies }) => `${columns.join("+")} ${String(identifies)}`);

describe("a profile", () => {
  it("has what was declared beside what was sent, by type, with counts and samples", async () => {
    const declared = schemaFrame([
      {
        table: "t",
        primaryKey: ["id"],
        columns: { id: "", name: "STRING", price: "DECIMAL(10,2)", unused: "INT" },
      },
    ]);
    const found = await profile(
      "t",
      [declared],
      upsert(
        "t",
        { id: 1, name: "Ada", price: "1.25", extra: 1, never: null },
        { id: 2, name: "15", price: "100.5", extra: "x", never: null },
        { id: 3, name: null, price: null, extra: "y", never: null },
        { id: 4, name: "Bob", extra: "z" },
        { id: 5, extra: "z" },
        { id: 6, extra: "w" },
      ),
      rows.of("update", "t", [{ id: 1, name: "Ada" }]),
      rows.of("delete", "t", [{ id: 2 }]),
    );
    assert.equal(found.operations, 7);
    assert.deepEqual(found.columns.map(withoutNames), [
      {
        name: "id",
        declaredType: null,
        type: "LONG",
        observed: [{ type: "LONG", count: 7, samples: ["1", "2", "3"] }],
        nulls: 0,
        sent: 7,
      },
      {
        name: "name",
        declaredType: "STRING",
        type: "STRING",
        observed: [
          { type: "STRING", count: 3, samples: ["Ada", "Bob"] },
          { type: "LONG", count: 1, samples: ["15"] },
        ],
        nulls: 1,
        sent: 5,
      },
      {
        name: "price",
        declaredType: "DECIMAL(10,2)",
        type: "DECIMAL(10,2)",
        observed: [{ type: "DECIMAL(5,2)", count: 2, samples: ["1.25", "100.5"] }],
        nulls: 1,
        sent: 3,
      },
      { name: "unused", declaredType: "INT", type: "INT", observed: [], nulls: 0, sent: 0 },
      {
        name: "extra",
        declaredType: null,
        type: "STRING",
        observed: [
          { type: "STRING", count: 5, samples: ["x", "y", "z"] },
          { type: "LONG", count: 1, samples: ["1"] },
        ],
        nulls: 0,
        sent: 6,
      },
      { name: "never", declaredType: null, type: null, observed: [], nulls: 3, sent: 3 },
    ]);
  });

  it("is of the newest run that sent rows to the table, up to its last commit", async () => {
    const base = history.record({
      startedAt,
      commits: [[...upsert("t", { a: 1 }), ...upsert("other", { b: 1 })]],
    });
    history.record({
      startedAt,
      base,
      state: { run: 1 },
      commits: [upsert("other", { b: "x" }, { b: "y" })],
      lost: upsert("other", { b: 3 }),
      status: "failed",
    });
    const destination = await history.open();
    const observed = (name: string) => {
      const found = destination.profile({ schema: null, name });
      return [found.operations, found.columns[0]?.observed.map(({ type }) => type)];
    };
    assert.deepEqual(observed("t"), [1, ["LONG"]]);
    assert.deepEqual(observed("other"), [2, ["STRING"]]);
  });

  it("finds the table under the destination's names", async () => {
    const row = withPythonTypes(upsert("My Table", { UserName: "a", user_name: "b" }), [
      "str",
      null,
    ]);
    const found = await profile("my_table", row, upsert("My Table", { user_name: null }));
    assert.deepEqual(found.sentAs, ["My Table"]);
    assert.deepEqual(found.columns, [
      {
        name: "user_name",
        declaredType: null,
        type: "STRING",
        observed: [{ type: "STRING", count: 1, samples: ["a"] }],
        nulls: 1,
        sent: 2,
        sentAs: [
          { name: "UserName", pythonTypes: ["str"] },
          { name: "user_name", pythonTypes: [] },
        ],
      },
    ]);
  });

  it("shows no blocked column, and no value of a hashed one", async () => {
    history.record({ startedAt, commits: [upsert("t", { id: 1, secret: "s", mail: "m" })] });
    const destination = await history.open();
    destination.setColumnRules([
      { schema: null, table: "t", column: "secret", rule: "block" },
      { schema: null, table: "t", column: "mail", rule: "hash" },
    ]);
    assert.deepEqual(
      destination
        .profile({ schema: null, name: "t" })
        .columns.map(({ name, observed }) => ({ name, observed })),
      [
        { name: "id", observed: [{ type: "LONG", count: 1, samples: ["1"] }] },
        { name: "mail", observed: [{ type: "STRING", count: 1, samples: [] }] },
      ],
    );
  });

  it("says which table there is not", async () => {
    const destination = await history.open();
    assert.throws(() => destination.profile({ schema: null, name: "nope" }), {
      code: "destination.noTable",
      message: /nope/,
    });
  });
});

describe("candidate keys", () => {
  it("are single columns that are never NULL, those that identify first", async () => {
    const found = await profile(
      "t",
      upsert(
        "t",
        { kind: "a", id: 1, note: null },
        { kind: "a", id: 2, note: "x" },
        { kind: "b", id: 3, note: "y" },
      ),
    );
    assert.deepEqual(found.candidateKeys, [
      { columns: ["id"], identifies: true, distinct: 3, nulls: 0 },
      { columns: ["kind"], identifies: false, distinct: 2, nulls: 0 },
    ]);
  });

  it("are pairs only where no single column identifies", async () => {
    const found = await profile(
      "t",
      upsert("t", { a: 1, b: 1, c: "x" }, { a: 1, b: 2, c: "x" }, { a: 2, b: 1, c: "x" }),
    );
    assert.deepEqual(keysOf(found), ["a+b true", "a false", "b false", "c false"]);
  });

  it("have the declared key, and shorter ones before it", async () => {
    const declared = schemaFrame([
      { table: "t", primaryKey: ["a", "b"], columns: { a: "INT", b: "INT" } },
    ]);
    const found = await profile(
      "t",
      [declared],
      upsert("t", { a: 1, b: 1, c: 7 }, { a: 1, b: 2, c: 8 }),
    );
    assert.deepEqual(keysOf(found), ["b true", "c true", "a+b true", "a false"]);
  });

  it("count bytes by what they hold, and take no JSON", async () => {
    const bytes = (value: number) => Buffer.from([value]);
    const found = await profile(
      "t",
      upsert(
        "t",
        { x: bytes(1), y: bytes(1), j: { json: [1] } },
        { x: bytes(2), y: bytes(1), j: { json: [2] } },
      ),
    );
    assert.deepEqual(keysOf(found), ["x true", "y false"]);
  });

  it("of a large table are counted in all of its rows", async () => {
    const many = Array.from({ length: 12_000 }, (_, index) => ({
      id: index,
      // Repeats, and is NULL, only after the rows that are looked at first.
      late: index === 11_999 ? 5 : index,
      gap: index === 11_999 ? null : index,
      kind: index % 7,
    }));
    const found = await profile("t", upsert("t", ...many));
    assert.deepEqual(found.candidateKeys, [
      { columns: ["id"], identifies: true, distinct: 12_000, nulls: 0 },
      { columns: ["late"], identifies: false, distinct: 11_999, nulls: 0 },
      { columns: ["gap"], identifies: false, distinct: 11_999, nulls: 1 },
    ]);
    assert.deepEqual(found.cuts, []);
  });

  it("are looked for in a bounded number of columns and pairs, which is said", async () => {
    const columns = Array.from({ length: 45 }, (_, index) => `c${String(index)}`);
    const wide = (value: number) => Object.fromEntries(columns.map((name) => [name, value]));
    // One row twice, told apart by the last column alone.
    const found = await profile("t", upsert("t", { ...wide(1), last: 1 }, { ...wide(1), last: 2 }));
    assert.deepEqual(found.cuts, [
      "Only the first 40 columns were looked at.",
      "Only the first 200 pairs of columns were looked at.",
    ]);
    assert.ok(found.candidateKeys.every(({ identifies }) => !identifies));
  });

  it("are none in an empty table", async () => {
    const declared = schemaFrame([{ table: "t", primaryKey: ["a"], columns: { a: "INT" } }]);
    assert.deepEqual((await profile("t", [declared])).candidateKeys, []);
  });
});
