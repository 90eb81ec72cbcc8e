import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseSdkRange } from "../../../../server/service/sdkRange.ts";

describe("a range of SDK versions", () => {
  for (const [text, expected] of [
    ["2.9", "2.9-2.9"],
    ["2.9.1", "2.9-2.9"],
    ["==2.9.*", "2.9-2.9"],
    ["2", "2.0-2.13"],
    ["3.0.0", "3.0-3.0"],
    [">=2.9,<3", "2.9-2.13"],
    [">=2.9, < 2.12", "2.9-2.11"],
    [">=2.9,<2.12.3", "2.9-2.12"],
    [">2.9", "2.9-3.1"],
    [">2", "3.0-3.1"],
    ["<=2.4", "1.8-2.4"],
    ["<=2", "1.8-2.13"],
    ["~=2.9", "2.9-2.13"],
    ["~=2.9.1", "2.9-2.9"],
    ["^2.9", "2.9-2.13"],
    [">=3", "3.0-3.1"],
    ["v2.9", "2.9-2.9"],
  ] as const) {
    it(`${text} is ${expected}`, () => {
      const range = parseSdkRange(text);
      assert.ok(range);
      const { from, to, known } = range;
      assert.equal(`${from.major}.${from.minor}-${to.major}.${to.minor}`, expected);
      assert.equal(known, "setting");
    });
  }

  for (const text of ["", "newest", ">=3,<2", "2.9 or so", ">=", "2..9"]) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.equal(parseSdkRange(text), undefined);
    });
  }
});
