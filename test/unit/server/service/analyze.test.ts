import assert from "node:assert/strict";
import { it } from "node:test";
import { analyze } from "../../../../server/service/analyze.ts";
import { defaultSettings } from "../../../../server/service/ports.ts";
import type { Naming } from "../../../../src/shared/model/sync.ts";
import { newest, projectFiles } from "../../../support/analysis.ts";

const project = projectFiles({
  "connector.py": `from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration: dict):
    return [{"table": "orders", "primary_key": ["id"]}, {"table": "Orders", "primary_key": ["id"]}]


def update(configuration: dict, state: dict):
    op.upsert("orders", {"id": 1})
    op.upsert("Orders", {"id": 1})
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
`,
  "configuration.json": "{}",
});

function codesUnder(naming: Naming): readonly string[] {
  const { problems } = analyze(project, {
    sdk: newest,
    settings: { ...defaultSettings, naming },
    log: (message) => assert.fail(message),
  });
  return problems.map(({ code }) => code);
}

it("says that names become one only under the naming that makes them one", () => {
  assert.deepEqual(codesUnder("FIVETRAN"), ["merged-names"]);
  assert.deepEqual(codesUnder("SOURCE"), []);
});
