import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkConfigurationFile } from "../../../../server/rules/configurationFile.ts";
import type { SdkRange } from "../../../../server/sdk/versions.ts";
import { expectFix, expectProblems, factsOf } from "../../../support/analysis.ts";

const only = [checkConfigurationFile];
const file = "configuration.json";

/** Lines of configuration.json and what is said on them. */
function expectOf(text: string, expected: Record<number, readonly string[]>): void {
  const codes = Object.entries(expected).map(
    ([line, found]) => [`${file}:${line}`, found] as const,
  );
  expectProblems({ [file]: text }, { only, expected: Object.fromEntries(codes) });
}

function fixed(text: string, code: string, title?: string): string {
  return (
    expectFix({ [file]: text }, code, { only, ...(title !== undefined && { title }) })[file] ?? ""
  );
}

void describe("configuration.json", () => {
  void it("may hold any texts", () => {
    expectOf('{"a": "", "b": "5432", "c": "fivetran_encrypted:AAAA", "d": "<q><a/></q>"}', {});
    expectOf("{}", {});
  });

  void it("is JSON", () => {
    expectOf('{\n  "a": "b",\n}', { 3: ["configuration-not-json"] });
    expectOf('{\n  "a": "b" // why\n}', { 2: ["configuration-not-json"] });
    expectOf('{\n  "a": "b"\n  "c": "d"\n}', { 2: ["configuration-not-json"] });
    expectOf("{'a': 'b'}", { 1: ["configuration-not-json"] });
    expectOf("", { 1: ["configuration-not-json"] });
  });

  void it("is made JSON", () => {
    assert.equal(fixed('{\n  "a": "b",\n}', "configuration-not-json"), '{\n  "a": "b"\n}');
    assert.equal(
      fixed('{\n  "a": "b" // x\n  "c": "d"\n', "configuration-not-json"),
      '{\n  "a": "b",\n  "c": "d"\n}\n',
    );
  });

  void it("is an object", () => {
    expectOf('["a"]', { 1: ["configuration-not-object"] });
    expectOf('"a"', { 1: ["configuration-not-object"] });
  });

  void it("holds texts only", () => {
    expectOf('{\n"a": 1,\n"b": true,\n"c": {},\n"d": [],\n"e": null\n}', {
      2: ["configuration-value"],
      3: ["configuration-value"],
      4: ["configuration-value"],
      5: ["configuration-value"],
      6: ["configuration-value"],
    });
    expectOf('{"hosts": ["a", "b"]}', {});
  });

  void it("gets its values as text", () => {
    assert.equal(fixed('{"a": 1.50}', "configuration-value"), '{"a": "1.50"}');
    assert.equal(fixed('{"a": false}', "configuration-value"), '{"a": "false"}');
    assert.equal(fixed('{"a": null}', "configuration-value"), '{"a": ""}');
    assert.equal(fixed('{"a": {"b": "c"}}', "configuration-value"), '{"a": "{\\"b\\": \\"c\\"}"}');
  });

  void it("has each key once", () => {
    const text = '{\n"a": "1",\n"b": "2",\n"a": "3"\n}';
    expectOf(text, { 4: ["configuration-duplicate"] });
    assert.equal(fixed(text, "configuration-duplicate"), '{\n"b": "2",\n"a": "3"\n}');
    assert.equal(
      fixed(text, "configuration-duplicate", "Remove this one"),
      '{\n"a": "1",\n"b": "2"\n}',
    );
  });

  void it("has at most 100 keys", () => {
    const keys = (count: number): string =>
      `{${Array.from({ length: count }, (_, index) => `"k${String(index)}": ""`).join(", ")}}`;
    expectOf(keys(100), {});
    expectOf(keys(101), { 1: ["configuration-size"] });
  });

  void it("has values in place of placeholders", () => {
    for (const value of [
      "<YOUR_API_KEY>",
      "YOUR_API_KEY",
      "your-api-key",
      "https://<account>.example.com",
      "changeme",
      "{{ token }}",
      "put your key here",
    ]) {
      expectOf(`{"a": "${value}"}`, { 1: ["configuration-placeholder"] });
    }
    for (const value of ["https://example.com", "<q><a/></q>", "yourself", "token", "2024-01-01"]) {
      expectOf(`{"a": "${value}"}`, {});
    }
  });

  const connector = `from fivetran_connector_sdk import Connector
def update(configuration, state):
    print(configuration["url"], configuration.get("key"))
connector = Connector(update=update)  #! configuration-missing
`;

  void it("is there since SDK 2.11", () => {
    const old: SdkRange = {
      from: { major: 2, minor: 10 },
      to: { major: 3, minor: 0 },
      known: "setting",
    };
    expectProblems({ "connector.py": connector }, { only });
    expectProblems({ "connector.py": connector.replace(/ {2}#!.*/, "") }, { only, sdk: old });
    const made = expectFix({ "connector.py": connector }, "configuration-missing", { only });
    assert.deepEqual(JSON.parse(made[file] ?? ""), { url: "", key: "" });
  });

  void it("is ignored by git once it holds secrets", () => {
    const texts: Record<string, string> = { [file]: '{"api_key": "3f9a8b7c", "url": "x"}' };
    const codesWith = (isIgnored: boolean | undefined, more: Record<string, string> = {}) => {
      const all = { ...texts, ...more };
      const facts = factsOf(all);
      const files = { ...facts.files, isIgnored: () => isIgnored };
      return [...checkConfigurationFile({ ...facts, files })];
    };
    assert.deepEqual(codesWith(undefined), []);
    assert.deepEqual(codesWith(true), []);
    const [problem] = codesWith(false);
    assert.equal(problem?.code, "configuration-exposed");
    assert.deepEqual(problem.fixes?.[0]?.creates, [{ file: ".gitignore", text: `${file}\n` }]);
    const [edit] = codesWith(false, { ".gitignore": "*.pyc" })[0]?.fixes?.[0]?.edits ?? [];
    assert.equal(edit?.text, `\n${file}\n`);
    assert.deepEqual(codesWith(false, { ".gitignore": `${file}\n` })[0]?.fixes, []);
    assert.deepEqual(codesWith(false, { [file]: '{"api_key": "<SECRET:api_key>"}' }), []);
  });
});
