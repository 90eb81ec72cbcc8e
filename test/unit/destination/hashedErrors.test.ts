// A hashed column is STRING, but what it was declared as still holds.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { it } from "node:test";
import type { Frame } from "../../../src/engine/bridge/frameReader.ts";
import { Projection } from "../../../src/engine/destination/store/projection.ts";
import { RowError } from "../../../src/engine/destination/store/rowError.ts";
import { RuleSet } from "../../../src/engine/destination/store/ruleSet.ts";
import { loadSqlite } from "../../../src/engine/destination/store/sqlite.ts";
import { Rows, schemaFrame, sdkFrame } from "../../support/frames.ts";

const sqlite = await loadSqlite(
  createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
);
const rows = new Rows();
const declaring = (type: string) =>
  schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT", v: type } }]);

function apply(...frames: readonly Frame[]): void {
  const rule = { schema: null, table: "t", column: "v", rule: "hash" } as const;
  const projection = new Projection(sqlite.open(), new RuleSet([rule], "salt"));
  projection.beginRun({ naming: "FIVETRAN", connectionName: "c", maxRows: Infinity });
  for (const frame of [sdkFrame(), Rows.source(), ...frames]) projection.apply(frame);
}

it("a value that the declared type cannot hold is refused with its place", () => {
  const frames = [declaring("SHORT"), ...rows.of("upsert", "t", [{ id: 1, v: 40_000 }], 12)];
  assert.throws(
    () => {
      apply(...frames);
    },
    (error) => {
      assert.ok(error instanceof RowError);
      const { table, column, value, row, line } = error.details;
      assert.deepEqual([table, column, value, row, line], ["t", "v", "40000", 1, 12]);
      return true;
    },
  );
});

it("a declared type may become wider, but not narrower", () => {
  apply(declaring("INT"), declaring("LONG"));
  assert.throws(
    () => {
      apply(declaring("LONG"), declaring("INT"));
    },
    { code: "destination.typeChanged" },
  );
});
