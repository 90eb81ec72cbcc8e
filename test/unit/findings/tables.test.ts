// Tables and columns: undeclared, without a key, unused, merged, one page long, left over by a re-sync.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rows, update, upsert, users } from "../../support/destination.ts";
import { found, findings, notFound } from "../../support/findings.ts";
import { schemaFrame } from "../../support/frames.ts";

const ada = { id: 1, name: "Ada" };
const done = { state: '{"page":1}' };

describe("a clean run", () => {
  it("has no findings", async () => {
    assert.deepEqual(
      await findings([users, upsert("users", ada, { id: 2, name: "Bob" }), done]),
      [],
    );
  });
});

describe("an undeclared table", () => {
  it("is found at its first row, with the declared name it is nearest to", async () => {
    const finding = await found("undeclared-table", [users, rows.of("upsert", "user", [ada], 7)]);
    assert.deepEqual(
      { ...finding, message: "" },
      {
        code: "undeclared-table",
        severity: "warning",
        message: "",
        table: "user",
        column: null,
        row: 1,
        file: "/project/connector.py",
        line: 7,
        count: 1,
      },
    );
    assert.match(finding.message, /Table user is not declared.*Did you mean "users"\?/);
    await notFound("surrogate-key", [users, upsert("user", ada)]);
  });

  it("is not found where it is declared", async () => {
    await notFound("undeclared-table", [users, upsert("users", ada)]);
  });
});

describe("a table without a key", () => {
  const events = schemaFrame([{ table: "events", file: "/project/connector.py", line: 4 }]);

  it("is found at its declaration", async () => {
    const { line, message } = await found("surrogate-key", [events, upsert("events", ada)]);
    assert.equal(line, 4);
    assert.match(message, /_fivetran_id/);
  });

  it("is not found while it gets no rows, or has a key", async () => {
    await notFound("surrogate-key", [events]);
    await notFound("surrogate-key", [users, upsert("users", ada)]);
  });
});

describe("what is declared and never used", () => {
  it("is found for a table, but not when the run was cut off or the table has rows of before", async () => {
    assert.equal((await found("unused-table", [users])).severity, "info");
    await notFound("unused-table", [users], { end: { status: "limited" } });
    await notFound("unused-table", [users], { before: [users, upsert("users", ada)] });
  });

  it("is found for a column, but not when an earlier run filled it", async () => {
    const { column } = await found("unused-column", [users, upsert("users", { id: 1 })]);
    assert.equal(column, "name");
    await notFound("unused-column", [users, upsert("users", ada)]);
    await notFound("unused-column", [users, upsert("users", { id: 2 })], {
      before: [users, upsert("users", ada)],
    });
  });
});

describe("a column that is only NULL", () => {
  it("is a warning when it was not created", async () => {
    const finding = await found("null-column", [
      users,
      upsert("users", { ...ada, city: null }, { id: 2, name: "Bob", city: null }),
    ]);
    assert.deepEqual([finding.severity, finding.column, finding.count], ["warning", "city", 2]);
  });

  it("is only told when it is declared", async () => {
    const finding = await found("null-column", [users, upsert("users", { id: 1, name: null })]);
    assert.deepEqual([finding.severity, finding.column], ["info", "name"]);
  });

  it("is not found with one value, now or before, or in a run that was cut off", async () => {
    const nulls = upsert("users", { ...ada, city: null });
    const full = upsert("users", { id: 2, name: "Bob", city: "Graz" });
    await notFound("null-column", [users, nulls, full]);
    await notFound("null-column", [users, nulls], { before: [users, full] });
    await notFound("null-column", [users, nulls], { end: { status: "failed" } });
  });
});

describe("names that become one", () => {
  it("are found for two tables", async () => {
    const { message } = await found("merged-names", [
      upsert("userData", { id: 1 }),
      upsert("user.data", { id: 2 }),
    ]);
    assert.match(message, /"userData" and "user\.data" all become table user_data/);
  });

  it("are found for a table that is declared under another spelling: its key is lost elsewhere", async () => {
    const { message, severity } = await found("merged-names", [
      schemaFrame([{ table: "My Table", primaryKey: ["id"] }]),
      upsert("my table", { id: 1 }),
    ]);
    assert.equal(severity, "warning");
    assert.match(
      message,
      /declared as "My Table" but rows are emitted as "my table".*fivetran debug/,
    );
  });

  it("are found for columns of one row, the first of which is kept", async () => {
    const { message, column, severity } = await found("merged-names", [
      users,
      upsert("users", { ...ada, userName: "a", user_name: "b" }),
    ]);
    assert.deepEqual([column, severity], ["user_name", "warning"]);
    assert.match(message, /"userName" and "user_name"/);
  });

  it("are found for a column that is declared under another spelling", async () => {
    const { severity } = await found("merged-names", [
      schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT", userName: "STRING" } }]),
      upsert("t", { id: 1, user_name: "x" }),
    ]);
    assert.equal(severity, "info");
  });

  it("are not found for names that only change their spelling once", async () => {
    await notFound("merged-names", [
      schemaFrame([{ table: "My Table", primaryKey: ["userId"] }]),
      upsert("My Table", { userId: 1 }, { userId: 2 }),
    ]);
  });
});

describe("a table as long as a page", () => {
  const many = (count: number) =>
    upsert("users", ...Array.from({ length: count }, (_, id) => ({ id, name: "x" })));

  it("is found in a first sync only", async () => {
    assert.equal((await found("page-sized-table", [users, many(50)])).count, 50);
    await notFound("page-sized-table", [users, many(51)]);
    await notFound("page-sized-table", [users, many(50)], { end: { startsEmpty: false } });
  });
});

describe("a re-sync", () => {
  const before = [
    users,
    upsert("users", ada, { id: 2, name: "Bob" }, { id: 3, name: "Eve" }),
    done,
  ];

  it("tells the rows that it left", async () => {
    const { count, table } = await found("resync-remains", [users, upsert("users", ada)], {
      before,
      isResync: true,
    });
    assert.deepEqual([table, count], ["users", 2]);
  });

  it("tells nothing when all came again, nor does another run", async () => {
    await notFound("resync-remains", before, { before, isResync: true });
    await notFound("resync-remains", [users, update("users", ada)], { before });
  });
});
