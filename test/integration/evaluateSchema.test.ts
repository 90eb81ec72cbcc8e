// schema() alone, in a real Python with a real SDK.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { createEngine, sourceFiles } from "../../src/engine/index.ts";
import { makeWorkplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const engine = createEngine(sourceFiles(path.resolve(import.meta.dirname, "../..")));

async function evaluate(
  schema: string,
  options: {
    readonly line?: "2" | "3";
    readonly configuration?: string;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly seconds?: number;
    readonly signal?: AbortSignal;
  } = {},
): Promise<unknown> {
  using place = makeWorkplace();
  const connector = [
    "import sys, time",
    "from fivetran_connector_sdk import Connector, Operations as op",
    "def schema(configuration):",
    ...schema.split("\n").map((line) => `    ${line}`),
    "def update(configuration, state):",
    "    raise RuntimeError('update() must not run')",
    "connector = Connector(update=update, schema=schema)",
    "",
  ].join("\n");
  const project = place.project("hello", {
    "connector.py": connector,
    "configuration.json": options.configuration ?? '{"tables": "a,b", "token": "sesame-42"}',
  });
  const interpreter = pythonFor(options.line ?? "3");
  return await engine.evaluateSchema({ project, interpreter, ...options });
}

describe("evaluating schema()", () => {
  it("gives it the secrets that the configuration refers to, and shows none", async () => {
    const configuration = '{"name": "<SECRET:name>"}';
    const secrets = { name: "sesame" };
    const table = 'return [{"table": configuration["name"][::-1]}]';
    const returned = await evaluate(table, { configuration, secrets });
    assert.match(JSON.stringify(returned), /"emases"/);
    const failing = 'raise ValueError(configuration["name"])';
    await assert.rejects(evaluate(failing, { configuration, secrets }), /ValueError: \*{4}/);
    await assert.rejects(evaluate(table, { configuration, secrets: {} }), /is not there/);
  });

  for (const line of ["2", "3"] as const) {
    it(`tells what it returns, with SDK ${line}.x`, async () => {
      const returned = await evaluate(
        'print("hello")\nreturn [{"table": t, "primary_key": ("id",)} for t in configuration["tables"].split(",")]',
        { line },
      );
      const entry = (name: string) => [
        "dict",
        [
          [
            ["text", "table"],
            ["text", name],
          ],
          [
            ["text", "primary_key"],
            ["tuple", [["text", "id"]]],
          ],
        ],
      ];
      assert.deepEqual(returned, ["list", [entry("a"), entry("b")]]);
    });
  }

  it("tells values from each other that JSON does not", async () => {
    assert.deepEqual(await evaluate("return [None, True, 2 ** 70, 1.5, b'x', {1}, object()]"), [
      "list",
      [
        ["none", null],
        ["boolean", true],
        ["integer", "1180591620717411303424"],
        ["float", "1.5"],
        ["bytes", null],
        ["set", [["integer", "1"]]],
        ["other", null],
      ],
    ]);
  });

  it("gives up on what contains itself", async () => {
    assert.match(JSON.stringify(await evaluate("a = []\na.append(a)\nreturn a")), /"other"/);
  });

  it("says which line failed, without secrets", async () => {
    await assert.rejects(evaluate('raise ValueError("no " + configuration["token"])'), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /ValueError: no .*\(connector\.py, line 4\)/);
      assert.doesNotMatch(error.message, /sesame/);
      return true;
    });
    await assert.rejects(evaluate("sys.exit(3)"), /sys\.exit/);
  });

  it("says what is wrong with the configuration", async () => {
    await assert.rejects(evaluate("return []", { configuration: "{" }), /configuration\.json/);
  });

  it("ends what takes too long, and what is not wanted any more", async () => {
    await assert.rejects(evaluate("time.sleep(60)", { seconds: 1 }), /it took too long/);
    const abort = new AbortController();
    abort.abort();
    await assert.rejects(evaluate("return []", { signal: abort.signal }), /it was cancelled/);
  });
});
