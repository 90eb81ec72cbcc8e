// Edits of schema(), judged by Python itself: what schema() returns afterwards is what was asked for.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import {
  declareColumn,
  declaredTables,
  declareTable,
  entryFor,
  setPrimaryKey,
} from "../../server/edits/schemaEdits.ts";
import { editableBodies, withSchema } from "../support/connectorSources.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";
import { applyEdits } from "../support/sourceEdits.ts";

/** Prints what schema() of each source returns, as JSON; only that function is executed. */
const program = `
import ast, json, sys
def returned(source):
    functions = [node for node in ast.parse(source).body if getattr(node, "name", "") == "schema"]
    names = {}
    exec(compile(ast.Module(functions, []), "connector.py", "exec"), names)
    return names["schema"]({})
print(json.dumps([returned(source) for source in json.load(sys.stdin)]))
`;

interface Table {
  readonly table: string;
  readonly columns?: Readonly<Record<string, unknown>>;
}

describe("what schema() returns after an edit", () => {
  it("is what was asked for, in every shape", () => {
    const names = { table: (name: string) => name, column: (name: string) => name };
    const type = { type: "DECIMAL", precision: 18, scale: 4 } as const;
    const cases = Object.values(editableBodies).flatMap((body) => {
      const before = withSchema(body);
      const tables = declaredTables(before);
      const entry = tables && entryFor(tables, "orders", names);
      assert.ok(tables && entry);
      const change = (edits: ReturnType<typeof declareTable>): string =>
        applyEdits(before, edits ?? []);
      return [
        before,
        change(declareTable(tables, 'a "new" é\\', names)),
        change(declareColumn(tables, entry, { name: "to\tal", type }, names)),
        change(setPrimaryKey(tables, entry, ["a", "b"])),
      ];
    });
    const answers = JSON.parse(
      execFileSync(pythonFor("3"), ["-c", program], {
        input: JSON.stringify(cases),
        encoding: "utf8",
      }),
    ) as readonly (readonly Table[])[];
    for (let index = 0; index < answers.length; index += 4) {
      const [before = [], table, column, key] = answers.slice(index, index + 4);
      assert.deepEqual(table, [...before, { table: 'a "new" é\\' }], cases[index + 1]);
      const changed = (update: (found: Table) => object) =>
        before.map((found) => (found.table === "orders" ? update(found) : found));
      assert.deepEqual(
        column,
        changed((found) => ({ ...found, columns: { ...found.columns, "to\tal": type } })),
        cases[index + 2],
      );
      assert.deepEqual(
        key,
        changed((found) =>
          "primary_key" in found ? found : { ...found, primary_key: ["a", "b"] },
        ),
        cases[index + 3],
      );
    }
    assert.equal(answers.length, Object.keys(editableBodies).length * 4);
  });
});
