// What operations do to the tables: keys, deletes, names, checkpoints, reading.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RowError } from "../../../src/engine/destination/store/rowError.ts";
import { destination, remove, rows, update, upsert, users } from "../../support/destination.ts";
import { schemaFrame, truncateFrame } from "../../support/frames.ts";

describe("a table with a declared key", () => {
  it("exists, empty, once it is declared", async () => {
    const { tables } = await destination(users);
    assert.deepEqual(tables(), [
      {
        schema: null,
        name: "users",
        declared: true,
        primaryKey: ["id"],
        rows: 0,
        deletedRows: 0,
        columns: [
          { name: "id", type: "INT", declared: true },
          { name: "name", type: "STRING", declared: true },
        ],
      },
    ]);
  });

  it("replaces a row by upsert: a column that is not sent becomes NULL", async () => {
    const { select } = await destination(
      users,
      upsert("users", { id: 1, name: "Ada", age: 36 }, { id: 1, age: 37 }),
    );
    assert.deepEqual(select("SELECT id, name, age FROM users"), [[1, null, 37]]);
  });

  it("updates only the columns that are sent, and only rows that exist", async () => {
    const { select } = await destination(
      users,
      upsert("users", { id: 1, name: "Ada", age: 36 }),
      update("users", { id: 1, age: 37 }, { id: 2, age: 1 }),
    );
    assert.deepEqual(select("SELECT id, name, age FROM users"), [[1, "Ada", 37]]);
  });

  it("soft-deletes by key, and an upsert revives", async () => {
    const { select, apply, tables } = await destination(
      users,
      upsert("users", { id: 1, name: "Ada" }, { id: 2, name: "Bob" }),
      remove("users", { id: 1 }, { id: 9 }),
    );
    assert.deepEqual(select("SELECT id, name, _fivetran_deleted FROM users ORDER BY id"), [
      [1, "Ada", true],
      [2, "Bob", false],
    ]);
    assert.equal(tables()[0]?.deletedRows, 1);
    apply(upsert("users", { id: 1 }));
    assert.deepEqual(select("SELECT id, name, _fivetran_deleted FROM users WHERE id = 1"), [
      [1, null, false],
    ]);
  });

  it("truncates the rows there are, not those that follow", async () => {
    const { select } = await destination(
      users,
      upsert("users", { id: 1 }, { id: 2 }),
      truncateFrame("users"),
      upsert("users", { id: 2 }, { id: 3 }),
      truncateFrame("no_such_table"),
    );
    assert.deepEqual(select("SELECT id, _fivetran_deleted FROM users ORDER BY id"), [
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  it("gives each operation a later time", async () => {
    const { select } = await destination(
      users,
      upsert("users", { id: 1 }, { id: 2 }),
      update("users", { id: 1 }),
    );
    const times = select("SELECT _fivetran_synced FROM users ORDER BY _fivetran_synced").flat();
    assert.equal(new Set(times).size, 2);
    assert.match(String(times[0]), /^2026-01-01T00:00:00\.\d{6}Z$/);
  });

  for (const [what, row, message] of [
    ["without its key", { name: "x" }, /row 1 of table users has no value for the key column "id"/],
    ["with NULL in its key", { id: null, name: "x" }, /has NULL in the key column "id"/],
  ] as const) {
    it(`refuses an upsert ${what}, naming row, column and line`, async () => {
      await assert.rejects(destination(users, rows.of("upsert", "users", [row], 12)), (error) => {
        assert.ok(error instanceof RowError);
        assert.match(error.message, message);
        assert.deepEqual(
          { ...error.details, message: "" },
          {
            message: "",
            table: "users",
            column: "id",
            value: null,
            row: 1,
            file: "/project/connector.py",
            line: 12,
            traceback: null,
          },
        );
        return true;
      });
    });
  }

  it("refuses an update and a delete without its whole key", async () => {
    await assert.rejects(
      destination(users, update("users", { name: "x" })),
      /update of row 1 of table users/,
    );
    await assert.rejects(
      destination(users, remove("users", { name: "x" })),
      /delete of row 1 of table users/,
    );
  });
});

describe("a table without a key", () => {
  it("gets no column and no wider one from an update, which is ignored", async () => {
    const { tables } = await destination(
      upsert("events", { a: 1 }),
      update("events", { a: "text", b: 2 }),
    );
    assert.deepEqual(tables()[0]?.columns, [{ name: "a", type: "LONG", declared: false }]);
  });

  it("keeps one of equal rows, by _fivetran_id", async () => {
    const { select, tables } = await destination(
      upsert(
        "events",
        { a: 1, b: "x" },
        { b: "x", a: 1 },
        { a: 1, b: "x", c: null },
        { a: 2, b: "x" },
      ),
    );
    assert.deepEqual(select("SELECT a, b FROM events ORDER BY a"), [
      [1, "x"],
      [2, "x"],
    ]);
    assert.deepEqual(tables()[0]?.primaryKey, []);
    const [id] = select("SELECT _fivetran_id FROM events ORDER BY a")[0] ?? [];
    assert.match(String(id), /^[A-Za-z0-9+/]{27}=$/);
  });

  it("ignores updates and deletes, and those of a table that does not exist", async () => {
    const { select, tables } = await destination(
      upsert("events", { a: 1 }),
      update("events", { a: 2 }),
      remove("events", { a: 1 }),
      remove("nothing", { a: 1 }),
    );
    assert.deepEqual(select("SELECT a, _fivetran_deleted FROM events"), [[1, false]]);
    assert.equal(tables().length, 1);
  });
});

describe("names", () => {
  it("become the destination's, and the first of two columns with one name is kept", async () => {
    const { select, tables } = await destination(
      upsert("Order.Items", { userId: 1, user_id: 2, "Größe 2": "x" }),
    );
    assert.deepEqual(
      tables().map(({ name }) => name),
      ["order_items"],
    );
    assert.deepEqual(select("SELECT user_id, grosse_2 FROM order_items"), [[1, "x"]]);
  });

  it("of schemas are told apart", async () => {
    const { tables } = await destination(
      rows.of("upsert", "t", [{ a: 1 }], 1, "Sales"),
      upsert("t", { a: 2 }),
    );
    assert.deepEqual(
      tables().map(({ schema, name }) => [schema, name]),
      [
        ["connection_sales", "t"],
        [null, "t"],
      ],
    );
  });
});

describe("checkpoints", () => {
  it("keep what came before them; what follows can be dropped, new tables and columns included", async () => {
    const { projection, apply, select, tables } = await destination(
      users,
      upsert("users", { id: 1, name: "Ada" }),
    );
    projection.checkpoint({ state: '{"page": 1}', file: null, line: null }, 1);
    apply(upsert("users", { id: 1, age: 7 }, { id: 2 }), upsert("other", { a: 1 }));
    projection.rollback();
    assert.deepEqual(
      select("SELECT * FROM users").map((row) => row.slice(0, 2)),
      [[1, "Ada"]],
    );
    assert.deepEqual(
      tables().map(({ name, columns }) => [name, columns.length]),
      [["users", 2]],
    );
    apply(upsert("users", { id: 3, age: "x" }));
    assert.deepEqual(select("SELECT id, age FROM users ORDER BY id"), [
      [1, null],
      [3, "x"],
    ]);
  });

  it("mark a deferred truncate's rows only when the run ends well", async () => {
    const { projection, apply, select } = await destination(
      users,
      upsert("users", { id: 1 }, { id: 2 }),
    );
    projection.checkpoint({ state: "{}", file: null, line: null }, 1);
    apply(truncateFrame("users", true), upsert("users", { id: 2 }));
    projection.finishWell();
    assert.deepEqual(select("SELECT id, _fivetran_deleted FROM users ORDER BY id"), [
      [1, true],
      [2, false],
    ]);
  });

  it("refuse another primary key for a table that exists", async () => {
    const changed = schemaFrame([
      { table: "users", primaryKey: ["name"], columns: { name: "STRING" } },
    ]);
    await assert.rejects(
      destination(users, changed),
      /primary key of table users was \(id\) and schema\(\) now declares \(name\)/,
    );
  });
});

describe("reading", () => {
  it("gives pages by row number", async () => {
    const many = Array.from({ length: 25 }, (_, id) => ({ id, name: `n${String(id)}` }));
    const { page } = await destination(users, upsert("users", ...many));
    const result = page("users", 20, 10);
    assert.equal(result.totalRows, 25);
    assert.deepEqual(result.rowNumbers, [21, 22, 23, 24, 25]);
    assert.deepEqual(result.cells[0], [20, 21, 22, 23, 24]);
    assert.deepEqual(
      result.columns.map(({ name, type, primaryKey, system }) => [name, type, primaryKey, system]),
      [
        ["id", "INT", true, false],
        ["name", "STRING", false, false],
        ["_fivetran_deleted", "BOOLEAN", false, true],
        ["_fivetran_synced", "UTC_DATETIME", false, true],
      ],
    );
  });

  it("refuses statements that would change the destination", async () => {
    const { select } = await destination(users, upsert("users", { id: 1 }));
    for (const sql of [
      "DELETE FROM users",
      "DROP TABLE users",
      "SELECT 1; DROP TABLE users",
      "PRAGMA query_only = OFF",
      "",
    ]) {
      assert.throws(() => select(sql), `${sql} was run`);
    }
    assert.deepEqual(select("SELECT count(*) FROM users"), [[1]]);
  });

  it("names the tables there are when one is not found", async () => {
    const { select } = await destination(users);
    assert.throws(() => select("SELECT * FROM user"), /no such table: user\. Tables: users\./);
  });
});
