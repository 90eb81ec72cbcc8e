import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  cellText,
  columnWidths,
  deletedColumn,
  shownText,
  widened,
} from "../../../media/tables/cells.ts";

const column = (name: string, type = "STRING", system = false) => ({
  name,
  type,
  primaryKey: false,
  system,
});

describe("a cell", () => {
  it("keeps its exact text for copying", () => {
    assert.equal(cellText("9007199254740993"), "9007199254740993");
    assert.equal(cellText("a\nb"), "a\nb");
    assert.equal(cellText(false), "false");
    assert.equal(cellText(null), "");
  });

  it("is shown on one line, cut when it is long", () => {
    assert.equal(shownText("a\r\nb\tc"), "a⏎b⇥c");
    assert.equal(shownText("x".repeat(1000)).length, 301);
  });
});

describe("columns", () => {
  it("are as wide as what is in them, within bounds", () => {
    const columns = [column("id", "INT"), column("text"), column("a_rather_long_name")];
    const cells = [[1, 2], ["x".repeat(500)], [null]];
    assert.deepEqual(columnWidths(columns, cells), [9, 45, 21]);
  });

  it("grow with later rows and never shrink", () => {
    const columns = [column("id", "INT"), column("text")];
    const first = widened(new Map(), columns, [[1], ["a longer text"]]);
    const second = widened(first, columns, [[123_456_789], ["short"]]);
    assert.deepEqual([...second.values()], [12, 16]);
  });

  it("tell which one says that a row is deleted, unless the connector has one of that name", () => {
    const ours = column("_fivetran_deleted", "BOOLEAN", true);
    assert.equal(deletedColumn([column("id"), ours]), 1);
    assert.equal(deletedColumn([column("_fivetran_deleted", "BOOLEAN")]), -1);
  });
});
