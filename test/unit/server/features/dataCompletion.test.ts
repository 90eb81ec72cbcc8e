import assert from "node:assert/strict";
import test from "node:test";
import type { Texts } from "../../../support/analysis.ts";
import { imports, inUpdate, itemsOf, labelsOf, old, taken } from "../../../support/completions.ts";

const files = {
  "connector.py": `${imports}
def update(configuration, state):
    key = configuration["api_key"]
    url = configuration.get("base_url", "https://example.com")
    $HERE
connector = Connector(update=update)
`,
  "configuration.json": '{"api_key": "secret-value", "unused": "1"}',
};

function withFiles(line: string): Texts {
  return { ...files, "connector.py": files["connector.py"].replace("$HERE", line) };
}

test("configuration keys, their values masked", () => {
  assert.deepEqual(labelsOf(withFiles('configuration["$0"]')), ["api_key", "unused", "base_url"]);
  assert.deepEqual(labelsOf(withFiles('configuration.get("$0")')), [
    "api_key",
    "unused",
    "base_url",
  ]);
  assert.deepEqual(labelsOf(withFiles("configuration.get($0")), ["api_key", "unused", "base_url"]);
  assert.deepEqual(labelsOf(withFiles('if "$0" in configuration:')), [
    "api_key",
    "unused",
    "base_url",
  ]);
  assert.equal(labelsOf(withFiles("f\"{configuration['$0']}/x\"")).length, 3);
  assert.deepEqual(labelsOf(withFiles("f\"{{configuration['$0']}}\"")), []);
  const loop = 'for key in ["base_url", "$0"]:\n        configuration[key]';
  assert.equal(labelsOf(withFiles(loop)).length, 3);
  assert.deepEqual(labelsOf(withFiles('other["$0"]')), []);
  assert.deepEqual(labelsOf(withFiles('configuration.get("api_key", "$0")')), []);
  assert.equal(
    itemsOf(withFiles('configuration["$0"]'))
      .map(({ detail }) => detail)
      .join(" "),
    "•••• 1 not in configuration.json",
  );
  assert.doesNotMatch(JSON.stringify(itemsOf(withFiles('configuration["$0"]'))), /secret-value/);
});

test("keys of the state", () => {
  assert.deepEqual(labelsOf(inUpdate('state["$0"]')), ["cursor", "page"]);
  assert.deepEqual(labelsOf(inUpdate('state.get("$0", 1)')), ["cursor", "page"]);
  assert.deepEqual(
    labelsOf(inUpdate('op.checkpoint({"page": 1, "$0": 2})')).includes("cursor"),
    true,
  );
});

test("configuration.json: what the code reads and the file lacks", () => {
  const json = (text: string): Texts => ({ ...withFiles("pass"), "configuration.json": text });
  assert.deepEqual(labelsOf(json('{"api_key": "x", "$0"}')), ["base_url"]);
  assert.deepEqual(labelsOf(json('{"api_key": "x", $0}')), ["base_url"]);
  assert.deepEqual(labelsOf(json('{"$0')), ["api_key", "base_url"]);
  assert.equal(
    taken(json('{"api_key": "x", "b$0"}'), "base_url"),
    '{"api_key": "x", "base_url": "${1:https://example.com}"}',
  );
  assert.deepEqual(labelsOf(json('{"base_url": "$0"}')), ["https://example.com"]);
  const secret = 'configuration.get("db_password", "hush")';
  assert.match(
    taken({ ...withFiles(secret), "configuration.json": '{"$0"}' }, "db_password"),
    /"db_password": "\$\{1:\}"/,
  );
  assert.deepEqual(labelsOf(json("$0")), []);
  assert.deepEqual(labelsOf(json('{"a": {"$0"}}')), []);
});

test("the setup form", () => {
  const form = (line: string): string => `${imports}
from fivetran_connector_sdk import ConfigurationForm, Test, form_field
def configuration_form():
    form = ConfigurationForm()
    form.add_field(form_field.DropdownField(name="mode", label="Mode", fields=[
        form_field.DropdownFieldParam(value="full"), form_field.DropdownFieldParam(value="delta")]))
    ${line}
    return form
def update(configuration, state):
    configuration["host"]
connector = Connector(update=update, configuration_form=configuration_form)
`;
  assert.deepEqual(labelsOf(form("form.$0")), ["add_field", "add_test"]);
  assert.deepEqual(labelsOf(form("form_field.$0")), [
    "TextField",
    "DropdownField",
    "DropdownFieldParam",
    "ToggleField",
  ]);
  assert.deepEqual(labelsOf(form("form.add_field($0)")), [
    "form_field.TextField",
    "form_field.DropdownField",
    "form_field.ToggleField",
    "field=",
  ]);
  assert.deepEqual(labelsOf(form("Test().$0")), ["success", "failure"]);
  assert.deepEqual(labelsOf(form('form_field.TextField(name="$0"')), ["mode", "host"]);
  assert.deepEqual(labelsOf(form("form_field.TextField(field_type=$0)")), [
    "form_field.TextField.plain_text",
    "form_field.TextField.password",
  ]);
  assert.deepEqual(
    labelsOf({ "connector.py": form("pass"), "configuration.json": '{"mode": "$0"}' }),
    ["full", "delta"],
  );
  assert.deepEqual(labelsOf(form("form_field.$0"), { sdk: old }), []);
});

test("options.toml", () => {
  const toml = (text: string): Texts => ({ ...withFiles("pass"), "options.toml": text });
  assert.ok(labelsOf(toml('["default"]\ndestination = "a"\n$0')).includes("connection"));
  assert.ok(!labelsOf(toml('["default"]\ndestination = "a"\n$0')).includes("destination"));
  assert.deepEqual(labelsOf(toml('["default"]\nnaming = "$0"')), ["FIVETRAN", "SOURCE"]);
  assert.equal(
    taken(toml('["default"]\npython_version = "3.1$0"'), "3.13"),
    '["default"]\npython_version = "3.13"',
  );
  assert.equal(taken(toml("[$0]"), "default"), '["default"]');
  assert.deepEqual(labelsOf(toml("$0")), []);
});
