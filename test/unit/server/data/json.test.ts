import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { membersOf, parseJson } from "../../../../server/data/json.ts";

/** The text after all repairs that the problems name. */
function repaired(text: string): string {
  const repairs = parseJson(text).problems.flatMap(({ repair }) => (repair ? [repair] : []));
  return repairs
    .sort((a, b) => b.from - a.from)
    .reduce(
      (result, { from, to, text: put }) => result.slice(0, from) + put + result.slice(to),
      text,
    );
}

describe("JSON files", () => {
  it("gives the place of each key and value", () => {
    const text = '{\n  "a": "x",\n  "b": [1, null, true]\n}';
    const document = parseJson(text);
    assert.deepEqual(document.problems, []);
    const shown = membersOf(document).map(({ key, keyPlace, value }) => [
      key,
      text.slice(keyPlace.from, keyPlace.to),
      value && text.slice(value.from, value.to),
      value?.kind,
    ]);
    assert.deepEqual(shown, [
      ["a", '"a"', '"x"', "text"],
      ["b", '"b"', "[1, null, true]", "array"],
    ]);
  });

  it("keeps both members of one key", () => {
    assert.equal(membersOf(parseJson('{"a": "1", "a": "2"}')).length, 2);
  });

  it("reads what is there of a broken file", () => {
    const document = parseJson('{"a": "1", "b": , "c": "3"');
    assert.deepEqual(
      membersOf(document).map(({ key, value }) => [key, value?.kind]),
      [
        ["a", "text"],
        ["b", undefined],
        ["c", "text"],
      ],
    );
    assert.ok(document.problems.length > 0);
  });

  it("refuses what Python's json refuses", () => {
    for (const text of [
      "",
      " ",
      "{",
      '{"a": "b",}',
      "{'a': 'b'}",
      '{"a": "b"} x',
      '{"a" "b"}',
      "// x\n{}",
      '{"a": True}',
    ]) {
      assert.ok(parseJson(text).problems.length > 0, text);
    }
  });

  it("knows how to repair commas, brackets and comments", () => {
    assert.equal(repaired('{"a": "b",}'), '{"a": "b"}');
    assert.equal(repaired('{"a": "b"\n "c": "d"}'), '{"a": "b",\n "c": "d"}');
    assert.equal(repaired('{"a": "b"\n'), '{"a": "b"\n}\n');
    assert.equal(repaired('{\n  // why\n  "a": "b" // so\n}'), '{\n  "a": "b"\n}');
    assert.equal(repaired('{\n  "a": "b", // so\n}'), '{\n  "a": "b"\n}');
  });

  it("never throws and stays in the document", () => {
    for (const text of [
      "[".repeat(100_000),
      '{"a":'.repeat(50_000),
      '"',
      "\\",
      "\u{fffe}",
      '{"\u0000',
    ]) {
      for (const { from, to } of parseJson(text).problems) {
        assert.ok(from >= 0 && from <= to && to <= text.length, text.slice(0, 20));
      }
    }
  });
});
