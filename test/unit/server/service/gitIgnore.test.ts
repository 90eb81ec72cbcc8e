import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isGitIgnored } from "../../../../server/service/gitIgnore.ts";

function ignores(patterns: string, path: string): boolean {
  return isGitIgnored(path, [{ folder: "", text: patterns }]);
}

describe("whether git ignores a file", () => {
  for (const [patterns, path, expected] of [
    ["configuration.json", "configuration.json", true],
    ["configuration.json", "a/b/configuration.json", true],
    ["/configuration.json", "a/configuration.json", false],
    ["/configuration.json", "configuration.json", true],
    ["*.json", "a/configuration.json", true],
    ["*.json\n!configuration.json", "configuration.json", false],
    ["a/*.json", "a/configuration.json", true],
    ["a/*.json", "b/a/configuration.json", false],
    ["a/*.json", "a/b/configuration.json", false],
    ["a/**/c.json", "a/c.json", true],
    ["a/**/c.json", "a/x/y/c.json", true],
    ["**/secret/*", "x/secret/c.json", true],
    ["secret/", "x/secret/c.json", true],
    ["secret/", "secret", false],
    ["secret", "secret/c.json", true],
    ["secret/\n!secret/c.json", "secret/c.json", true],
    ["# configuration.json", "configuration.json", false],
    ["\\#x", "#x", true],
    ["configuration.json   ", "configuration.json", true],
    ["conf?guration.json", "configuration.json", true],
    ["[a-c]onfiguration.json", "configuration.json", true],
    ["[!c]onfiguration.json", "configuration.json", false],
    ["[z-a]onfiguration.json", "configuration.json", false],
    ["", "configuration.json", false],
    ["configuration.json\r\n", "configuration.json", true],
    ["a.b", "aXb", false],
  ] as const) {
    it(`${JSON.stringify(patterns)} ${expected ? "ignores" : "leaves"} ${path}`, () => {
      assert.equal(ignores(patterns, path), expected);
    });
  }

  it("asks the folder's own file after those above it", () => {
    const files = [
      { folder: "", text: "*.json" },
      { folder: "a", text: "!configuration.json" },
    ];
    assert.equal(isGitIgnored("a/configuration.json", files), false);
    assert.equal(isGitIgnored("b/configuration.json", files), true);
  });
});
