import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { moveFocus, type Position } from "../../../media/tables/gridKeys.ts";

const size = { rows: 100, columns: 4, pageRows: 10 };

function press(key: string, from: Position): Position | undefined {
  const [name = "", modifier] = key.split("+").reverse();
  return moveFocus(from, { key: name, ctrl: modifier === "Ctrl" }, size);
}

function takes(key: string, from: [number, number], to: [number, number]): void {
  it(`${key} from ${String(from)} goes to ${String(to)}`, () => {
    assert.deepEqual(press(key, { row: from[0], column: from[1] }), { row: to[0], column: to[1] });
  });
}

describe("the keys of the grid", () => {
  takes("ArrowDown", [0, 0], [1, 0]);
  takes("ArrowDown", [99, 0], [99, 0]);
  takes("ArrowUp", [0, 2], [-1, 2]);
  takes("ArrowUp", [-1, 2], [-1, 2]);
  takes("ArrowRight", [5, 3], [5, 3]);
  takes("ArrowLeft", [5, 0], [5, 0]);
  takes("Home", [5, 3], [5, 0]);
  takes("End", [5, 0], [5, 3]);
  takes("Ctrl+Home", [50, 3], [0, 0]);
  takes("Ctrl+End", [50, 0], [99, 3]);
  takes("Ctrl+ArrowDown", [50, 1], [99, 1]);
  takes("PageDown", [95, 1], [99, 1]);
  takes("PageUp", [5, 1], [0, 1]);

  it("leaves other keys to the editor", () => {
    assert.equal(press("Tab", { row: 0, column: 0 }), undefined);
    assert.equal(press("a", { row: 0, column: 0 }), undefined);
  });

  it("stays in the header of an empty table", () => {
    const empty = { ...size, rows: 0 };
    const from = { row: -1, column: 1 };
    assert.deepEqual(moveFocus(from, { key: "ArrowDown", ctrl: false }, empty), from);
    assert.deepEqual(moveFocus(from, { key: "End", ctrl: true }, empty), { row: -1, column: 3 });
  });
});
