import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePosition, parseTableReference } from "../../src/shared/protocol/tablesView.ts";

describe("what the editor kept for a table's page", () => {
  it("is read as the table and the position it names", () => {
    const kept = { project: "/projects/shop", schema: null, table: "orders", row: 12, column: 3 };
    assert.deepEqual(parseTableReference(kept), {
      project: "/projects/shop",
      schema: null,
      table: "orders",
    });
    assert.deepEqual(parsePosition(kept), { row: 12, column: 3 });
  });

  it("is passed over when it is something else", () => {
    for (const value of [undefined, null, "orders", {}, { project: 1, schema: null, table: "t" }]) {
      assert.equal(parseTableReference(value), undefined);
      assert.deepEqual(parsePosition(value), { row: 0, column: 0 });
    }
    assert.deepEqual(parsePosition({ row: -7, column: 1.5 }), { row: 0, column: 0 });
    assert.deepEqual(parsePosition({ row: -7, column: -1 }), { row: -1, column: 0 });
  });
});
