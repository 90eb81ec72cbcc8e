import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatJson, parseJson } from "../../src/shared/base/json.ts";

describe("JSON", () => {
  const exact = [
    '{"id":9007199254740993,"list":[-9223372036854775808,1],"text":"1234567890123456789"}',
    '{"9007199254740993":1.5,"nested":{"big":123456789012345678901234567890}}',
    '["a\\"9007199254740993\\"",9007199254740993]',
    "9007199254740993",
    '{"a":null,"b":true,"c":"x"}',
  ];
  for (const text of exact) {
    it(`comes back as it was: ${text}`, () => {
      assert.equal(formatJson(parseJson(text)), text);
    });
  }

  it("has plain numbers where they are exact", () => {
    assert.deepEqual(
      parseJson("[1234567890123456, 0.5000000000000001, 1e30]"),
      [1234567890123456, 0.5000000000000001, 1e30],
    );
    assert.deepEqual(parseJson("[9007199254740993]"), [9007199254740993n]);
  });

  it("is refused when it is broken", () => {
    assert.throws(() => parseJson('{"a": 12345678901234567890,}'), SyntaxError);
  });
});
