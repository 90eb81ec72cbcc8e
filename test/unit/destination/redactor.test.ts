import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Redactor } from "../../../src/engine/destination/redactor.ts";
import { plainError } from "../../../src/shared/model/sync.ts";

describe("texts without secrets", () => {
  it("are masked as they are, and as JSON, Python and URLs write them", () => {
    const redactor = new Redactor();
    redactor.use(["a/b c", "x\"\\\n'y", "geheimnis-ß", "(.*)+"]);
    const cases = [
      ["token a/b c.", "token ****."],
      ["?t=a%2Fb%20c&u=1", "?t=****&u=1"],
      [JSON.stringify({ k: "x\"\\\n'y" }), '{"k":"****"}'],
      [String.raw`'x"\\\n\'y'`, "'****'"],
      [String.raw`"geheimnis-\u00df"`, '"****"'],
      ["a(.*)+b, aaab", "a****b, aaab"],
    ];
    for (const [given, expected] of cases) assert.equal(redactor.text(given ?? ""), expected);
  });

  it("has the longest of overlapping secrets masked whole", () => {
    const redactor = new Redactor();
    redactor.use(["pass", "password1"]);
    assert.equal(redactor.text("password1 pass"), "**** ****");
  });

  it("are what they were without secrets", () => {
    assert.equal(new Redactor().text("a"), "a");
  });

  it("hold for every text of an error and of a finding", () => {
    const redactor = new Redactor();
    redactor.use(["sesame"]);
    const { message, value, traceback, table } = redactor.error({
      ...plainError("sesame!"),
      value: "'sesame'",
      traceback: "ValueError: sesame",
      table: "t",
    });
    assert.deepEqual(
      [message, value, traceback, table],
      ["****!", "'****'", "ValueError: ****", "t"],
    );
    const [finding] = redactor.findings([
      {
        code: "json-text",
        severity: "info",
        message: "sesame",
        table: "t",
        column: null,
        row: null,
        file: null,
        line: null,
        count: null,
      },
    ]);
    assert.equal(finding?.message, "****");
  });
});
