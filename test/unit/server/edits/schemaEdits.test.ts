import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { appendCheckpoint, replaceStringOnLine } from "../../../../server/edits/connectorEdits.ts";
import type { SourceEdit } from "../../../../server/edits/sourceEdit.ts";
import {
  bracketPrimaryKey,
  changeColumnType,
  declareColumn,
  declaredTables,
  declareTable,
  entryFor,
  renamePrimaryKey,
  setPrimaryKey,
  type DeclaredEntry,
  type DeclaredTables,
} from "../../../../server/edits/schemaEdits.ts";
import { editableBodies, uneditableBodies, withSchema } from "../../../support/connectorSources.ts";
import { applyEdits } from "../../../support/sourceEdits.ts";

const folding = { table: lower, column: lower };

function lower(name: string): string {
  return name.toLowerCase();
}

function read(text: string, table = "orders"): readonly [DeclaredTables, DeclaredEntry] {
  const tables = declaredTables(text);
  assert.ok(tables, text);
  const entry = entryFor(tables, table, folding);
  assert.ok(entry, text);
  return [tables, entry];
}

function namesIn(text: string): readonly string[] {
  return declaredTables(text)?.entries.map(({ table }) => table) ?? [];
}

function edited(text: string, edits: readonly SourceEdit[] | undefined): string {
  assert.ok(edits);
  return applyEdits(text, edits);
}

describe("edits of schema()", () => {
  for (const [name, body] of Object.entries(editableBodies)) {
    it(`declare a table: ${name}`, () => {
      const text = withSchema(body);
      const [tables] = read(text);
      const changed = edited(text, declareTable(tables, "new", folding));
      assert.deepEqual(namesIn(changed), [...namesIn(text), "new"]);
      assert.equal(declareTable(read(changed)[0], "NEW", folding), undefined);
      assert.deepEqual(lost(text, changed), []);
    });

    it(`declare a column: ${name}`, () => {
      const text = withSchema(body);
      const [tables, entry] = read(text);
      const column = { name: "total", type: { type: "DECIMAL", precision: 18, scale: 4 } } as const;
      const changed = edited(text, declareColumn(tables, entry, column, folding));
      assert.equal(declareColumn(...read(changed), column, folding), undefined, "it is there now");
      assert.deepEqual(lost(text, changed), []);
      const wrong = { name: "total", from: ["LONG"], to: "INT" };
      assert.equal(changeColumnType(...read(changed), wrong, folding), undefined);
    });
  }

  for (const [name, body] of Object.entries(uneditableBodies)) {
    it(`leave alone: ${name}`, () => {
      assert.equal(declaredTables(withSchema(body)), undefined);
    });
  }

  const exact = [
    ["one line", `    return [{"table": "orders"}, {"table": "new"}]`],
    ["one line, trailing commas", `    return [{"table": "orders",}, {"table": "new"}]`],
    ["single quotes", `    return [{'table': 'orders', 'primary_key': ['id']}, {'table': 'new'}]`],
    [
      "a comment after the last entry",
      `    return [
        {"table": "customers"},  # who buys
        {"table": "orders"},  # what they buy
        {"table": "new"}
    ]`,
    ],
    [
      "the bracket on the last line",
      `    return [{"table": "customers"},
            {"table": "orders",
             "columns": {"id": "LONG",
                         "at": "UTC_DATETIME"}},
            {"table": "new"}]`,
    ],
  ] as const;
  for (const [name, expected] of exact) {
    it(`keep the way it was written: ${name}`, () => {
      const text = withSchema(editableBodies[name] ?? "");
      const changed = edited(text, declareTable(read(text)[0], "new", folding));
      assert.equal(changed, withSchema(expected));
    });
  }

  it("declare a column as whoever wrote the others would have", () => {
    const text = withSchema(editableBodies["comments on lines of their own"] ?? "");
    const column = { name: "it's", type: "STRING" };
    const changed = edited(text, declareColumn(...read(text), column, folding));
    assert.ok(changed.includes('"id": "LONG",  # a number\n                "it\'s": "STRING",\n'));
  });

  it("give a key to a table without one, and to no other", () => {
    const text = withSchema(
      `    return [{"table": "orders"}, {"table": "kept", "primary_keys": []}]`,
    );
    assert.ok(
      edited(text, setPrimaryKey(...read(text), ["id", "day"])).includes(
        `{"table": "orders", "primary_key": ["id", "day"]}`,
      ),
    );
    assert.equal(setPrimaryKey(...read(text, "kept"), ["id"]), undefined);
  });

  it("put a misspelt or unbracketed key right", () => {
    const text = withSchema(
      `    return [{"table": "a", 'Primary_Keys': ["id"]}, {"table": "b", "primary_key": 'id'}]`,
    );
    const [tables, b] = read(text, "b");
    const a = read(text, "a")[1];
    const changed = edited(text, [
      ...(renamePrimaryKey(a) ?? []),
      ...(bracketPrimaryKey(tables, b) ?? []),
    ]);
    assert.ok(changed.includes(`{"table": "a", "primary_key": ["id"]}`));
    assert.ok(changed.includes(`{"table": "b", "primary_key": ['id']}`));
    assert.equal(renamePrimaryKey(b), undefined);
    assert.equal(bracketPrimaryKey(tables, a), undefined);
  });

  it("widen a declared type, only from what it was thought to be", () => {
    const text = withSchema(`    return [{"table": "orders", "columns": {"ID": "INT"}}]`);
    const long = { name: "id", from: ["INT", "SHORT"], to: "LONG" };
    assert.ok(
      edited(text, changeColumnType(...read(text), long, folding)).includes(`"ID": "LONG"`),
    );
    assert.equal(changeColumnType(...read(text), { ...long, from: ["SHORT"] }, folding), undefined);
  });

  it("follow the name that Connector is given", () => {
    const text = withSchema(`    return [{"table": "no"}]`)
      .replace("schema=schema", "schema=tables")
      .concat(`\n\ndef tables(configuration):\n    return [{"table": "orders"}]\n`);
    assert.deepEqual(namesIn(text), ["orders"]);
  });
});

describe("edits of update()", () => {
  it("replace the literal of a line, when there is only one", () => {
    const text = withSchema(`    return []`);
    const line = text.split("\n").findIndex((found) => found.includes("op.upsert"));
    const isMeant = (value: string): boolean => value === "orders";
    assert.ok(
      edited(text, replaceStringOnLine(text, line, { isMeant, by: "order" })).includes(
        `op.upsert(table="order", data`,
      ),
    );
    const twice = text.replace(`"id": 1`, `"orders": "orders"`);
    assert.equal(replaceStringOnLine(twice, line, { isMeant, by: "order" }), undefined);
    assert.equal(replaceStringOnLine(text, line - 1, { isMeant, by: "order" }), undefined);
  });

  function updateWith(body: string, imported = "Operations as op"): string {
    return `from fivetran_connector_sdk import Connector, ${imported}\n\n\ndef update(configuration: dict, cursor: dict = None):\n${body}\n\n\nconnector = Connector(update=update)\n`;
  }

  it("append a checkpoint of the state under its own name", () => {
    const loop = updateWith("    for row in rows():\n        op.upsert('a', row)  # one");
    assert.ok(
      edited(loop, appendCheckpoint(loop)).includes(
        "        op.upsert('a', row)  # one\n    op.checkpoint(cursor)\n\n\nconnector",
      ),
    );
    const yielding = updateWith("\tyield Operations.upsert('a', {})", "Operations");
    assert.ok(
      edited(yielding, appendCheckpoint(yielding)).includes(
        "\n\tyield Operations.checkpoint(cursor)\n",
      ),
    );
  });

  it("append none where it might not run or not be what is meant", () => {
    for (const body of ["    return", "    raise ValueError()"]) {
      assert.equal(appendCheckpoint(updateWith(body)), undefined);
    }
    assert.equal(appendCheckpoint(updateWith("    pass", "Logging")), undefined);
    assert.equal(appendCheckpoint("def update(a, b): pass\n"), undefined);
  });
});

/** Lines of code of the first that are not in the second; commas may have been added to them. */
function lost(before: string, after: string): readonly string[] {
  const pieces = before.match(/#.*|[\w"']+/g) ?? [];
  return pieces.filter((piece) => !after.includes(piece));
}
