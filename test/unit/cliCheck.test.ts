// `connector-workbench check`.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { runCli, type CliRun } from "../support/cliContext.ts";
import { matchGolden } from "../support/golden.ts";
import { makeWorkspace } from "../support/languageServer.ts";

const connector = `from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Logging as log
from fivetran_connector_sdk import Operations as op


def schema(configuration: dict):
    return [
        {"table": "orders", "primary_key": "id", "columns": {"id": "int"}},
    ]


def update(configuration: dict, state: dict):
    log.fine("hello")
    op.upsert(table="ordrs", data={"id": 1})
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
`;
const good = connector
  .replace('"primary_key": "id"', '"primary_key": ["id"]')
  .replace('"int"', '"INT"')
  .replace("log.fine", "log.debug")
  .replace('"ordrs"', '"orders"');
const projects = {
  "bad/connector.py": connector,
  "bad/configuration.json": '{\n  "port": 5432\n}\n',
  "good/connector.py": good,
  "good/configuration.json": "{}",
  "other/readme.txt": "",
  "shout/CONNECTOR.PY": good,
};

async function check(...args: readonly string[]): Promise<CliRun> {
  using workspace = makeWorkspace(projects);
  return await runCli(["check", ...args], { cwd: workspace.folder });
}

interface Found {
  readonly project: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

function found({ stdout }: CliRun): readonly Found[] {
  return JSON.parse(stdout) as readonly Found[];
}

function golden(name: string): string {
  return path.join(import.meta.dirname, "golden", name);
}

describe("check", () => {
  it("prints what is wrong, a file after the other", async () => {
    const result = await check("bad/", "good");
    assert.equal(result.code, 1);
    assert.equal(result.stderr, "");
    matchGolden(golden("check.txt"), result.stdout);
  });

  it("prints the same as JSON", async () => {
    const result = await check("bad", "good", "--json");
    assert.equal(result.code, 1);
    assert.equal(result.stderr, "");
    matchGolden(golden("check.json"), result.stdout);
  });

  it("counts lines and columns from 1, and names projects as they were given", async () => {
    const [first] = found(await check("./bad", "--json"));
    assert.equal(first?.project, "./bad");
    assert.equal(first.file, "connector.py");
    const line = connector.split("\n")[first.line - 1] ?? "";
    assert.ok(first.line >= 1 && first.column >= 1 && first.endColumn <= line.length + 1);
  });

  it("is fine with a connector that has no error", async () => {
    const result = await check("good");
    assert.equal(result.code, 0);
    assert.equal(result.stdout, "Nothing wrong in 1 project.\n");
    assert.deepEqual(found(await check("good", "--json")), []);
  });

  it("takes warnings and hints for no failure", async () => {
    const result = await check("bad", "--ignore", "key-as-text,configuration-value", "--json");
    assert.equal(result.code, 0);
    assert.ok(found(result).length > 0);
    assert.ok(found(result).every(({ severity }) => severity !== "error"));
  });

  it("goes by a version of the SDK", async () => {
    using workspace = makeWorkspace({
      ...projects,
      "good/connector.py": good.replace(
        "    op.checkpoint",
        '    op.truncate(table="orders")\n    op.checkpoint',
      ),
      "good/.venv/pyvenv.cfg": "",
      "good/.venv/lib/python3.12/site-packages/fivetran_connector_sdk-2.4.0.dist-info/METADATA": "",
    });
    const codes = async (...args: readonly string[]) =>
      found(await runCli(["check", "good", "--json", ...args], { cwd: workspace.folder })).map(
        ({ code }) => code,
      );
    assert.ok((await codes()).includes("needs-newer-sdk"), "that of .venv");
    assert.ok(!(await codes("--sdk", ">=2.9,<3")).includes("needs-newer-sdk"));
    assert.ok((await codes("--sdk", "2.4")).includes("needs-newer-sdk"));
  });

  it("checks a connector.py whose name has another case", async () => {
    const result = await check("shout", "--json");
    assert.equal(result.code, 1);
    assert.deepEqual(
      found(result).map(({ file, code }) => [file, code]),
      [["CONNECTOR.PY", "connector-file-name"]],
    );
  });

  it("shows colours on terminals only", async () => {
    const { stdout } = await check("bad");
    assert.ok(!stdout.includes("\u001B"));
  });

  for (const [args, pattern] of [
    [[], /Which project\?/],
    [["nowhere"], /There is no folder nowhere/],
    [["other"], /other is not a connector project/],
    [["good", "--ignore", "key-as-txt"], /Did you mean key-as-text\?/],
    [["good", "--sdk", "newest"], /--sdk takes a version/],
    [["good", "--jsn"], /Did you mean --json\?/],
  ] as const) {
    it(`refuses: check ${args.join(" ")}`, async () => {
      const result = await check(...args);
      assert.equal(result.code, 2);
      assert.match(result.stderr, pattern);
      assert.equal(result.stdout, "");
    });
  }
});
