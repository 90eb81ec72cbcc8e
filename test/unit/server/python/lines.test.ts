import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LineIndex } from "../../../../server/python/lines.ts";

void describe("a text's lines", () => {
  const text = "ab\r\nc😀\n\nd";
  const lines = new LineIndex(text);

  void it("are counted by any line break", () => {
    assert.equal(lines.count, 4);
    assert.deepEqual(lines.starts, [0, 4, 8, 9]);
    assert.equal(new LineIndex("a\rb").count, 2);
    assert.equal(new LineIndex("").count, 1);
  });

  void it("give each offset its place, and each place its offset", () => {
    for (let offset = 0; offset <= text.length; offset++) {
      const position = lines.positionAt(offset);
      const isInBreak = text[offset] === "\n" && text[offset - 1] === "\r";
      assert.equal(lines.offsetAt(position), isInBreak ? offset - 1 : offset);
    }
    assert.deepEqual(lines.positionAt(7), { line: 1, column: 3 });
  });

  void it("end what is beyond them", () => {
    assert.equal(lines.offsetAt({ line: 0, column: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 99, column: 0 }), text.length);
    assert.deepEqual(lines.positionAt(99), { line: 3, column: 1 });
    assert.equal(lines.endOf(1), 7);
  });
});
