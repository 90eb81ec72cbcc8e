import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseArguments } from "../../src/cli/arguments.ts";
import { UsageError } from "../../src/cli/exitCodes.ts";

const options = {
  fresh: { type: "boolean", description: "" },
  json: { type: "boolean", description: "" },
  state: { type: "string", value: "<file>", description: "" },
  "limit-rows": { type: "string", value: "<n>", description: "" },
} as const;

function parse(...args: string[]) {
  return parseArguments("sync", options, args);
}

function refusal(...args: string[]): string {
  try {
    parse(...args);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  assert.fail("was accepted");
}

describe("parseArguments", () => {
  it("tells options from positionals wherever they stand", () => {
    assert.deepEqual(parse("--json", "project", "--state", "s.json", "--limit-rows=5"), {
      values: { json: true, state: "s.json", "limit-rows": "5" },
      positionals: ["project"],
    });
  });

  it("takes everything after -- as positional", () => {
    assert.deepEqual(parse("--", "--json").positionals, ["--json"]);
  });

  it("takes a lone dash as a value, for standard input", () => {
    assert.equal(parse("--state", "-").values.state, "-");
  });

  it("suggests the option that was meant", () => {
    assert.equal(refusal("--jsom"), "sync has no option --jsom. Did you mean --json?");
    assert.equal(refusal("--limit", "5"), "sync has no option --limit. Did you mean --limit-rows?");
  });

  it("refers to the help when no option is near", () => {
    assert.match(refusal("--parallelism"), /has no option --parallelism\. See: .* sync --help$/);
  });

  it("is not confused by options named like members of every object", () => {
    assert.match(refusal("--constructor"), /has no option --constructor/);
  });

  it("refuses a text option without its value", () => {
    assert.equal(refusal("--state"), "--state needs a value: --state <file>.");
    assert.equal(refusal("--state", "--json"), "--state needs a value: --state <file>.");
    assert.equal(refusal("--state="), "--state needs a value: --state <file>.");
  });

  it("refuses a value for a switch", () => {
    assert.equal(refusal("--json=yes"), "--json takes no value.");
  });
});
