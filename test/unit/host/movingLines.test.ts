import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { movedBy, movedByAll, type Change } from "../../../src/host/diagnostics/movingLines.ts";

const lines = ["one", "  two", "three", "", "four"];
/** `two`. */
const two = { line: 1, start: 2, end: 5 };

function change(
  from: readonly [number, number],
  to: readonly [number, number],
  text: string,
): Change {
  const [startLine, startCharacter] = from;
  const [endLine, endCharacter] = to;
  return { startLine, startCharacter, endLine, endCharacter, text };
}

/** Where the text `two` is after the change, as an editor would have it. */
function found(edit: Change): number {
  return applied(edit).findIndex((line) => line.trim() === "two");
}

function applied({ startLine, startCharacter, endLine, endCharacter, text }: Change): string[] {
  const before = [...lines.slice(0, startLine), lines[startLine]?.slice(0, startCharacter)];
  const after = [lines[endLine]?.slice(endCharacter), ...lines.slice(endLine + 1)];
  return `${before.join("\n")}${text}${after.join("\n")}`.split("\n");
}

describe("a marked line", () => {
  const kept: readonly (readonly [string, Change])[] = [
    ["a line typed above", change([0, 3], [0, 3], "\nmore")],
    ["a line inserted right above", change([1, 0], [1, 0], "more\n")],
    ["the line above deleted", change([0, 0], [1, 0], "")],
    ["the line above edited", change([0, 0], [0, 3], "x")],
    ["lines above replaced by several", change([0, 0], [1, 0], "a\nb\nc\n")],
    ["Enter at its end", change([1, 5], [1, 5], "\n  ")],
    ["a change below", change([2, 0], [4, 2], "")],
    ["a line inserted below", change([2, 0], [2, 0], "more\n")],
    ["spaces at its end", change([1, 5], [1, 5], "  ")],
  ];
  for (const [name, edit] of kept) {
    it(`stays with its text: ${name}`, () => {
      const moved = movedBy(two, edit);
      assert.equal(moved?.line, found(edit));
      assert.deepEqual({ ...moved, line: 1 }, two);
    });
  }

  const lost: readonly (readonly [string, Change])[] = [
    ["a letter typed in it", change([1, 3], [1, 3], "x")],
    ["a letter typed at its end", change([1, 5], [1, 5], "x")],
    ["it was joined with the line above", change([0, 3], [1, 2], "")],
    ["it was joined with the line below", change([1, 5], [2, 0], "")],
    ["it was deleted", change([1, 0], [2, 0], "")],
    ["text before it without a new line", change([0, 0], [1, 0], "x")],
    ["it was replaced by itself and more", change([0, 0], [2, 0], "one\n  two\nthree\n")],
    ["it was indented", change([1, 0], [1, 0], "  ")],
    ["it was split", change([1, 3], [1, 3], "\n")],
  ];
  for (const [name, edit] of lost) {
    it(`is not the same line any more: ${name}`, () => {
      assert.equal(movedBy(two, edit), undefined);
    });
  }

  it("moves with all the changes of one event, whatever their order", () => {
    const above = change([0, 0], [0, 0], "zero\n");
    const below = change([4, 0], [4, 0], "x\ny\n");
    assert.equal(movedByAll(two, [above, below])?.line, 2);
    assert.equal(movedByAll(two, [below, above])?.line, 2);
    assert.equal(movedByAll(two, [below, change([1, 2], [1, 3], "")]), undefined);
  });
});
