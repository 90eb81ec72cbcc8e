// What types columns take and how values are kept.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Cell } from "../../../src/shared/protocol/destination.ts";
import { destination, upsert, users } from "../../support/destination.ts";
import { schemaFrame, type TestRow } from "../../support/frames.ts";

describe("an undeclared column", () => {
  const typed: readonly (readonly [string, TestRow[string], string, Cell])[] = [
    ["an int", 5, "LONG", 5],
    ["an int beyond 2^53", "9007199254740993", "LONG", "9007199254740993"],
    ["the smallest LONG", "-9223372036854775808", "LONG", "-9223372036854775808"],
    ["an int beyond LONG in text", "9223372036854775808", "DECIMAL(19,0)", "9223372036854775808"],
    ["a float", 1.5, "FLOAT", 1.5],
    ["a float in many digits", { float: "0.30000000000000004" }, "FLOAT", 0.30000000000000004],
    ["a float beyond single precision", { float: "1e+300" }, "DOUBLE", 1e300],
    ["a float with an exponent", { float: "1e+22" }, "FLOAT", 1e22],
    ["a bool", true, "BOOLEAN", true],
    ["text", "hello", "STRING", "hello"],
    ["empty text", "", "STRING", ""],
    ["text with a leading zero", "007", "STRING", "007"],
    ["decimal text", "12.50", "DECIMAL(4,2)", "12.50"],
    ["a date", "2026-02-28", "NAIVE_DATE", "2026-02-28"],
    ["a day that does not exist", "2026-02-30", "STRING", "2026-02-30"],
    ["a date and time", "2026-02-28 10:00:00", "NAIVE_DATETIME", "2026-02-28T10:00:00"],
    [
      "a time with a zone",
      "2026-02-28T10:00:00.123456+02:00",
      "UTC_DATETIME",
      "2026-02-28T08:00:00.123456Z",
    ],
    ["JSON", { json: { a: [1] } }, "JSON", '{"a":[1]}'],
    ["bytes", Buffer.from([0, 255]), "BINARY", "AP8="],
    ["text with NUL, quotes and emoji", "a\u0000b\"'😀", "STRING", "a\u0000b\"'😀"],
  ];
  for (const [what, value, type, delivered] of typed) {
    it(`takes its type from ${what}`, async () => {
      const { select, tables } = await destination(users, upsert("users", { id: 1, v: value }));
      assert.equal(tables()[0]?.columns.find(({ name }) => name === "v")?.type, type);
      assert.deepEqual(select("SELECT v FROM users"), [[delivered]]);
    });
  }

  it("is not made while it is only NULL, NaN or infinite", async () => {
    const { tables } = await destination(
      users,
      upsert("users", { id: 1, v: null, w: { float: "NaN" }, x: { float: "-Infinity" } }),
    );
    assert.deepEqual(
      tables()[0]?.columns.map(({ name }) => name),
      ["id", "name"],
    );
  });

  const widened: readonly (readonly [TestRow[string], TestRow[string], string, Cell, Cell])[] = [
    [1, 1.5, "DOUBLE", 1, 1.5],
    [1.5, 1, "DOUBLE", 1.5, 1],
    [true, 7, "LONG", 1, 7],
    [7, true, "LONG", 7, 1],
    [1, "12.50", "DECIMAL(21,2)", "1.00", "12.50"],
    [
      "2026-01-01",
      "2026-01-02 10:00:00",
      "NAIVE_DATETIME",
      "2026-01-01T00:00:00",
      "2026-01-02T10:00:00",
    ],
    [
      "2026-01-01",
      "2026-01-02T10:00:00Z",
      "UTC_DATETIME",
      "2026-01-01T00:00:00Z",
      "2026-01-02T10:00:00Z",
    ],
    [1, "abc", "STRING", "1", "abc"],
    [true, "abc", "STRING", "true", "abc"],
    [1.5, "abc", "STRING", "1.5", "abc"],
    [{ float: "0.30000000000000004" }, "abc", "STRING", "0.30000000000000004", "abc"],
    [{ float: "2.0" }, "abc", "STRING", "2.0", "abc"],
    [{ float: "1e+16" }, "abc", "STRING", "1e+16", "abc"],
    [{ float: "1e-05" }, "abc", "STRING", "1e-05", "abc"],
    [
      "12.34",
      "0.000000000000000000001",
      "DECIMAL(23,21)",
      "12.340000000000000000000",
      "0.000000000000000000001",
    ],
    ["9007199254740993", "0.5", "DECIMAL(20,1)", "9007199254740993.0", "0.5"],
    ["-0", "abc", "STRING", "0", "abc"],
    [Buffer.from([1]), "abc", "STRING", "AQ==", "abc"],
    [{ json: [1] }, "abc", "STRING", "[1]", "abc"],
    ["12.50", "abc", "STRING", "12.50", "abc"],
    ["2026-01-01", 7, "STRING", "2026-01-01", "7"],
  ];
  for (const [first, second, type, firstAfter, secondAfter] of widened) {
    it(`widens from ${JSON.stringify(first)} by ${JSON.stringify(second)} to ${type} and converts what it holds`, async () => {
      const { select, tables } = await destination(
        users,
        upsert("users", { id: 1, v: first }, { id: 2, v: second }),
      );
      assert.equal(tables()[0]?.columns.find(({ name }) => name === "v")?.type, type);
      assert.deepEqual(select("SELECT v FROM users ORDER BY id"), [[firstAfter], [secondAfter]]);
    });
  }

  it("keeps equal decimals equal as keys when the scale grows", async () => {
    const { select } = await destination(
      schemaFrame([{ table: "t", primaryKey: ["k"] }]),
      upsert(
        "t",
        { k: "9007199254740993", v: 1 },
        { k: "12.34", v: 1 },
        { k: "0.000000000000001", v: 1 },
        { k: "12.340", v: 2 },
        { k: "9007199254740993.00", v: 2 },
      ),
    );
    assert.deepEqual(select("SELECT k, v FROM t ORDER BY rowid"), [
      ["9007199254740993.000000000000000", 2],
      ["12.340000000000000", 2],
      ["0.000000000000001", 1],
    ]);
  });

  it("widens as a key, too", async () => {
    const { select } = await destination(
      schemaFrame([{ table: "t", primaryKey: ["k"] }]),
      upsert("t", { k: 1, v: 1 }, { k: "a", v: 2 }, { k: 1, v: 3 }),
    );
    assert.deepEqual(select("SELECT k, v FROM t ORDER BY k"), [
      ["1", 3],
      ["a", 2],
    ]);
  });
});

describe("a declared column", () => {
  const table = (type: string) =>
    schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT", v: type } }]);
  it("rounds decimals half away from zero and keeps all their digits", async () => {
    const { select } = await destination(
      table("DECIMAL(38,2)"),
      upsert(
        "t",
        { id: 1, v: "1.005" },
        { id: 2, v: "-1.005" },
        { id: 3, v: "123456789012345678901234567890123456.78" },
        { id: 4, v: 7 },
      ),
    );
    assert.deepEqual(select("SELECT v FROM t ORDER BY id").flat(), [
      "1.01",
      "-1.01",
      "123456789012345678901234567890123456.78",
      "7.00",
    ]);
  });

  it("refuses what its type cannot hold, naming column and row", async () => {
    await assert.rejects(
      destination(table("DECIMAL(4,2)"), upsert("t", { id: 1, v: "1" }, { id: 2, v: "123.45" })),
      /upsert of row 2 of table t, column v: "123\.45" has too many digits for DECIMAL\(4,2\)/,
    );
    await assert.rejects(
      destination(table("DECIMAL(4,2)"), upsert("t", { id: 1, v: "abc" })),
      /"abc" is not a DECIMAL\(4,2\)/,
    );
  });
});
