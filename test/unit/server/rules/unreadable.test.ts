import assert from "node:assert/strict";
import { it } from "node:test";
import { analyze } from "../../../../server/service/analyze.ts";
import { defaultSettings } from "../../../../server/service/ports.ts";
import { expectProblems, newest, projectFiles, type Texts } from "../../../support/analysis.ts";

const connector = `from fivetran_connector_sdk import Connector, Operations as op


def update(configuration: dict, state: dict):
    op.upsert("sale", {"id": 1}, schema="apac")
    op.upsert("sale", {"id": 1}, schema="emea")
    op.checkpoint(state)
`;

/** Codes of a project of which some files are there but cannot be read. */
function codesOf(texts: Texts, ...unreadable: readonly string[]): readonly string[] {
  const files = projectFiles(texts);
  const { problems } = analyze(
    { ...files, paths: [...files.paths, ...unreadable] },
    { sdk: newest, settings: defaultSettings, log: (message) => assert.fail(message) },
  );
  return problems.map(({ file, code }) => `${file} ${code}`);
}

it("says that connector.py cannot be read, for nothing in it was checked", () => {
  assert.deepEqual(codesOf({ "configuration.json": "{}" }, "connector.py"), [
    "connector.py syntax-error",
  ]);
});

it("says that configuration.json cannot be read, not that there is none", () => {
  const whole = `${connector}\n\nconnector = Connector(update=update)\n`;
  assert.deepEqual(codesOf({ "connector.py": whole }, "configuration.json"), [
    "configuration.json configuration-not-json",
  ]);
});

it("knows one table in several schemas that a comprehension declares", () => {
  expectProblems({
    "connector.py": `${connector}

def schema(configuration: dict):
    return [{"schema": s, "table": "sale", "primary_key": ["id"]} for s in ("emea", "apac")]


connector = Connector(update=update, schema=schema)
`,
    "configuration.json": "{}",
  });
});

it("says nothing of tables when schema() returns no list", () => {
  expectProblems({
    "connector.py": `${connector.replaceAll(/, schema="\w+"/g, "")}

def schema(configuration: dict):
    return {"table": "sale", "primary_key": ["id"]} #! schema-not-list


connector = Connector(update=update, schema=schema)
`,
    "configuration.json": "{}",
  });
});
