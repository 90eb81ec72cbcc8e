// Names, keys and values that SQLite, or JavaScript, would get wrong by itself.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Cell } from "../../../src/shared/protocol/destination.ts";
import { destination, remove, rows, update, upsert, users } from "../../support/destination.ts";
import { schemaFrame, sdkFrame, type TestRow } from "../../support/frames.ts";

const nan = { float: "NaN" };
const infinity = { float: "-Infinity" };

describe("NULL", () => {
  it("stays NULL when its column is widened", async () => {
    const firsts: readonly TestRow[string][] = [
      "19.90",
      1,
      1.5,
      true,
      "2026-01-01",
      { json: [1] },
      Buffer.from([1]),
    ];
    for (const first of firsts) {
      const { select } = await destination(
        users,
        upsert("users", { id: 1 }, { id: 2, v: first }, { id: 3, v: "n/a" }),
      );
      assert.deepEqual(select("SELECT v FROM users WHERE id = 1"), [[null]], JSON.stringify(first));
    }
  });

  it("is what NaN and infinities are, in a column of any type", async () => {
    const values: readonly TestRow[string][] = [
      "x",
      7,
      1.5,
      true,
      "19.90",
      "2026-01-01",
      "2026-01-01T00:00:00Z",
      { json: 1 },
    ];
    for (const first of values) {
      const { select } = await destination(
        users,
        upsert("users", { id: 1, v: first }, { id: 2, v: nan }, { id: 3, v: infinity }),
      );
      assert.deepEqual(
        select("SELECT v FROM users WHERE id > 1"),
        [[null], [null]],
        JSON.stringify(first),
      );
    }
  });

  it("is not a key, nor is NaN", async () => {
    for (const [type, value] of [
      ["", nan],
      ["DOUBLE", infinity],
      ["LONG", null],
    ] as const) {
      const declared = schemaFrame([{ table: "t", primaryKey: ["k"], columns: { k: type } }]);
      await assert.rejects(
        destination(declared, upsert("t", { k: value })),
        /has NULL in the key column "k"/,
      );
    }
  });
});

describe("a key", () => {
  const keyed = schemaFrame([{ table: "t", primaryKey: ["k"] }]);

  it("keeps its values when its type grows, and rows are still found by them", async () => {
    const { select } = await destination(
      keyed,
      upsert("t", { k: 1, v: 1 }, { k: 2.5, v: 2 }, { k: "abc", v: 3 }, { k: 1, v: 4 }),
      remove("t", { k: 1 }),
    );
    assert.deepEqual(select("SELECT k, v, _fivetran_deleted FROM t ORDER BY k"), [
      ["1", 4, true],
      ["2.5", 2, false],
      ["abc", 3, false],
    ]);
  });

  it("does not merge whole numbers that have no double of their own", async () => {
    const { select } = await destination(
      keyed,
      upsert("t", { k: "9007199254740993" }, { k: "9007199254740992" }, { k: { float: "1.5" } }),
    );
    assert.deepEqual(select("SELECT k FROM t ORDER BY k").flat(), [
      "1.5",
      "9007199254740992",
      "9007199254740993",
    ]);
  });

  it("cannot be a column of Fivetran's", async () => {
    for (const key of ["_fivetran_id", "_fivetran_deleted", "_fivetran_synced"]) {
      const declared = schemaFrame([{ table: "t", primaryKey: [key] }]);
      await assert.rejects(
        destination(declared),
        new RegExp(`${key} a primary key of table t, but that column is Fivetran's own`),
      );
    }
  });
});

describe("names", () => {
  it("that SQLite keeps for itself, or does not tell apart, are tables and columns like others", async () => {
    const { apply, projection, tables } = await destination();
    projection.beginRun({ naming: "SOURCE", connectionName: "c", maxRows: Infinity });
    apply(
      sdkFrame(),
      rows.of("upsert", "Users", [{ id: 1 }]),
      rows.of("upsert", "users", [{ id: 2 }]),
      rows.of("upsert", "sqlite_thing", [{ id: 3 }]),
      rows.of("upsert", "t", [{ id: 4 }], 1, "a"),
      rows.of("upsert", "a.t", [{ id: 5 }]),
      rows.of("upsert", "nul\u0000name", [{ "c\u0000d": 6 }]),
      rows.of("upsert", 'quote " and 😀', [{ 'select "x"': 7, id: 1, Id: 2 }]),
    );
    assert.deepEqual(
      tables().map(({ schema, name, rows: count, columns }) => [
        schema,
        name,
        count,
        columns.map((c) => c.name),
      ]),
      [
        [null, "Users", 1, ["id"]],
        [null, "users", 1, ["id"]],
        [null, "sqlite_thing", 1, ["id"]],
        ["a", "t", 1, ["id"]],
        [null, "a.t", 1, ["id"]],
        [null, "nul␀name", 1, ["c␀d"]],
        [null, 'quote " and 😀', 1, ['select "x"', "id"]],
      ],
    );
  });

  it("of a row's number in SQLite are columns like others", async () => {
    const { select, page, apply } = await destination(
      users,
      upsert("users", { id: 1, name: "a" }, { id: 2, oid: 70, rowid: "x" }, { id: 1, oid: 80 }),
      update("users", { id: 2, name: "b" }),
    );
    assert.deepEqual(select("SELECT id, name, oid, rowid FROM users ORDER BY id"), [
      [1, null, 80, null],
      [2, "b", 70, "x"],
    ]);
    assert.deepEqual(page("users", 0, 10).rowNumbers, [1, 2]);
    assert.throws(() => {
      apply(upsert("users", { id: 3, _rowid_: 1 }));
    }, /_rowid_, rowid and oid/);
  });

  it("of too many columns are refused in a sentence", async () => {
    const row = Object.fromEntries(
      Array.from({ length: 1995 }, (_, index) => [`c_${String(index)}`, 1]),
    );
    await assert.rejects(
      destination(users, upsert("users", { id: 1, ...row })),
      /more than 1,990 columns/,
    );
  });
});

describe("values at the edge of their type", () => {
  const cases: readonly (readonly [TestRow[string], string, Cell])[] = [
    ["9999-12-31T23:59:59-12:00", "STRING", "9999-12-31T23:59:59-12:00"],
    ["0001-01-01T00:00:00+14:00", "STRING", "0001-01-01T00:00:00+14:00"],
    ["2026-01-01T00:00:00+99:99", "STRING", "2026-01-01T00:00:00+99:99"],
    ["0000-01-01", "STRING", "0000-01-01"],
    ["9999-12-31T23:59:59Z", "UTC_DATETIME", "9999-12-31T23:59:59Z"],
  ];
  for (const [value, type, delivered] of cases) {
    it(`${JSON.stringify(value)} is a ${type}`, async () => {
      const { select, tables } = await destination(users, upsert("users", { id: 1, v: value }));
      assert.equal(tables()[0]?.columns.at(-1)?.type, type);
      assert.deepEqual(select("SELECT v FROM users"), [[delivered]]);
    });
  }

  for (const [type, value] of [
    ["SHORT", 32768],
    ["SHORT", -32769],
    ["FLOAT", { float: "3.5e+38" }],
  ] as const) {
    it(`${JSON.stringify(value)} is out of range for ${type}`, async () => {
      const declared = schemaFrame([
        { table: "t", primaryKey: ["id"], columns: { id: "INT", v: type } },
      ]);
      await assert.rejects(
        destination(declared, upsert("t", { id: 1, v: value })),
        /row 1 of table t, column v: .* out of range for/,
      );
    });
  }
});

describe("a schema() that changes between runs", () => {
  const table = (type: string) =>
    schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT", v: type } }]);

  it("may declare a type that holds what there is", async () => {
    const { select, tables, apply } = await destination(table("INT"), upsert("t", { id: 1, v: 5 }));
    apply(table("LONG"), table("STRING"), upsert("t", { id: 2, v: "x" }));
    assert.deepEqual(select("SELECT v FROM t ORDER BY id"), [["5"], ["x"]]);
    assert.deepEqual(tables()[0]?.columns.at(-1), { name: "v", type: "STRING", declared: true });
  });

  it("is refused a narrower one before the first row", async () => {
    await assert.rejects(
      destination(table("STRING"), table("INT")),
      /Column v of table t was STRING and schema\(\) now declares INT/,
    );
  });
});
