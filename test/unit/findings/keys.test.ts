// Keys that come again, and changes of rows that are not there.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { remove, rows, update, upsert, users } from "../../support/destination.ts";
import { found, notFound } from "../../support/findings.ts";
import { schemaFrame, truncateFrame } from "../../support/frames.ts";

const ada = { id: 1, name: "Ada" };
const eve = { id: 1, name: "Eve" };

describe("one key with different values", () => {
  it("is found with its key, its row and line, and how many rows were replaced", async () => {
    const finding = await found("overwritten-row", [
      users,
      upsert("users", ada, { id: 2, name: "Bob" }),
      rows.of("upsert", "users", [eve, { id: 2, name: "Cid" }], 9),
    ]);
    assert.deepEqual(
      [finding.severity, finding.row, finding.line, finding.count],
      ["warning", 3, 9, 2],
    );
    assert.match(finding.message, /2 rows of table users .*the first has id = 1\./);
  });

  it("is found where only NULL or a column that is no longer sent differs", async () => {
    await found("overwritten-row", [users, upsert("users", ada, { id: 1, name: null })]);
    await found("overwritten-row", [users, upsert("users", { ...ada, age: 3 }, ada)]);
  });

  it("is not found for equal rows, for rows of an earlier run, for deleted and truncated ones", async () => {
    await notFound("overwritten-row", [users, upsert("users", ada, ada)]);
    await notFound("overwritten-row", [users, upsert("users", eve)], {
      before: [users, upsert("users", ada)],
    });
    await notFound("overwritten-row", [
      users,
      upsert("users", ada),
      remove("users", { id: 1 }),
      upsert("users", eve),
    ]);
    await notFound("overwritten-row", [
      users,
      upsert("users", ada),
      truncateFrame("users"),
      upsert("users", eve),
    ]);
  });

  it("compares exact values of every type", async () => {
    const types = {
      id: "INT",
      a: "LONG",
      b: "DECIMAL(38,10)",
      c: "DOUBLE",
      d: "JSON",
      e: "BINARY",
    };
    const exact = {
      id: 1,
      a: "9223372036854775807",
      b: "12345678901234567890.5",
      c: { float: "0.1" },
      d: { json: { a: 1 } },
      e: new Uint8Array([0, 1]),
    };
    const wide = schemaFrame([{ table: "t", primaryKey: ["id"], columns: types }]);
    await notFound("overwritten-row", [wide, upsert("t", exact, exact)]);
    const next = { ...exact, a: "9223372036854775806" };
    await found("overwritten-row", [wide, upsert("t", exact, next)]);
  });

  it("works for 1,900 columns and for a table that is all key", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 1900 }, (_, at) => [`c${String(at)}`, at]),
    );
    const last = { ...wide, c1899: -1 };
    await found("overwritten-row", [
      users,
      upsert("users", { id: 1, ...wide }, { id: 1, ...last }),
    ]);
    const all = schemaFrame([{ table: "t", primaryKey: ["id"] }]);
    await notFound("overwritten-row", [all, upsert("t", { id: 1 }, { id: 1 })]);
  });

  it("is only told where a stream of changes is read", async () => {
    const { severity } = await found("overwritten-row", [
      users,
      upsert("users", ada, eve),
      update("users", { id: 1, name: "Ann" }),
    ]);
    assert.equal(severity, "info");
  });
});

describe("changes of rows that do not exist", () => {
  it("are a warning when no update did anything", async () => {
    const { severity, count, row } = await found("no-effect", [
      users,
      upsert("users", ada),
      update("users", { id: 8, name: "x" }, { id: 9, name: "x" }),
    ]);
    assert.deepEqual([severity, count, row], ["warning", 2, 2]);
  });

  it("are told when some did nothing, and for the deletes of a first sync", async () => {
    const { severity, message } = await found("no-effect", [
      users,
      upsert("users", ada),
      update("users", eve, { id: 9, name: "x" }),
    ]);
    assert.equal(severity, "info");
    assert.match(message, /1 of 2 updates/);
    const deletes = [users, upsert("users", ada), remove("users", { id: 9 })];
    assert.equal((await found("no-effect", deletes)).severity, "info");
    const later = { end: { startsEmpty: false } };
    assert.equal((await found("no-effect", deletes, later)).severity, "warning");
  });

  it("name one row where there is one", async () => {
    const one = [users, upsert("users", ada), update("users", { id: 9, name: "x" })];
    assert.match((await found("no-effect", one)).message, /named a row that does not exist and/);
    const some = [users, upsert("users", ada), update("users", eve, { id: 9, name: "x" })];
    assert.match((await found("no-effect", some)).message, /named a row that does not exist and/);
  });

  it("are found for a table that does not exist", async () => {
    const { table, message } = await found("no-effect", [users, update("User", ada)]);
    assert.equal(table, "user");
    assert.match(message, /the table does not exist/);
  });

  it("are not found where all rows are there", async () => {
    await notFound("no-effect", [
      users,
      upsert("users", ada),
      update("users", eve),
      remove("users", { id: 1 }),
    ]);
  });
});

describe("changes in a table without a key", () => {
  it("are found", async () => {
    const { count, message } = await found("keyless-change", [
      upsert("events", ada),
      update("events", eve),
      remove("events", eve),
    ]);
    assert.equal(count, 2);
    assert.match(message, /2 updates and deletes of table events did nothing/);
  });

  it("are not found with a key", async () => {
    await notFound("keyless-change", [users, upsert("users", ada), update("users", eve)]);
  });
});

describe("a truncate of rows of the same sync", () => {
  it("is a warning when they stay deleted, and told when the table is filled again", async () => {
    const wrong = [users, upsert("users", ada), truncateFrame("users")];
    const { severity, count } = await found("truncated-new-rows", wrong);
    assert.deepEqual([severity, count], ["warning", 1]);
    const again = await found("truncated-new-rows", [...wrong, upsert("users", ada)]);
    assert.equal(again.severity, "info");
  });

  it("is not found where it comes first, or is deferred", async () => {
    const before = [users, upsert("users", ada)];
    await notFound("truncated-new-rows", [users, truncateFrame("users"), upsert("users", ada)], {
      before,
    });
    await notFound("truncated-new-rows", [
      users,
      upsert("users", ada),
      truncateFrame("users", true),
    ]);
  });
});
