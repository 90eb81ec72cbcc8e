/** What is said about a setup form. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { connectorRules } from "../../../server/rules/connector/connectorRules.ts";
import { formRule } from "../../../server/rules/form/formRule.ts";
import { expectFix, expectProblems } from "../../support/analysis.ts";

const only = [formRule, ...connectorRules];

/** A connector that reads `host`, with that in its configuration_form(). */
function connector(lines: string, { before = "", reads = `configuration["host"]` } = {}): string {
  return `from fivetran_connector_sdk import Connector, ConfigurationForm, form_field, Test, Operations as op
${before}
def check(configuration: dict):
    return Test().success()

def configuration_form():
    form = ConfigurationForm()
${lines.replaceAll(/^(?=.)/gm, "    ")}
    return form

def update(configuration: dict, state: dict):
    op.upsert("hosts", {"host": ${reads}})

connector = Connector(update=update, configuration_form=configuration_form)
`;
}

const host = `form.add_field(form_field.TextField(name="host", label="Host"))`;

function says(text: string): void {
  expectProblems(text, { only });
}

function fixes(code: string, before: string, part: string, becomes: string): void {
  const after = expectFix(before, code, { only })["connector.py"];
  assert.equal(
    after,
    before.replace(part, () => becomes),
  );
}

test("a form as it should be is not spoken of", () => {
  says(connector(`${host}\nform.add_test(label="Connect", func=check)`));
});

test("fields have names of their own", () => {
  says(
    connector(`${host}\nform.add_field(form_field.TextField("host", "Again")) #! form-field-name`),
  );
  says(connector(`${host}\nform.add_field(form_field.TextField("", "Empty")) #! form-field-name`));
  says(connector(`${host}\nform.add_field(form_field.TextField(label="None")) #! form-field-name`));
  says(connector(`${host}\nform.add_field(form_field.TextField(5, "Number")) #! form-field-name`));
});

test("a dropdown has options, each once", () => {
  const dropdown = (fields: string): string =>
    connector(
      `form.add_field(form_field.DropdownField("host", "Host", fields=${fields})) #! form-dropdown`,
    );
  const option = (value: string): string => `form_field.DropdownFieldParam(${value})`;
  says(dropdown("[]"));
  says(dropdown(`["eu"]`));
  says(dropdown(`[${option(`"eu"`)}, ${option(`value="eu"`)}]`));
  says(dropdown(`[${option(`"eu"`)}, ${option(`"us"`)}]`).replace("#! form-dropdown", ""));
  fixes(
    "form-dropdown",
    dropdown(`[${option(`"eu"`)}, ${option(`"eu"`)}]`),
    `, ${option(`"eu"`)}]`,
    "]",
  );
});

test("a toggle is not required", () => {
  const text = connector(
    `form.add_field(form_field.ToggleField("host", "Host", required=True)) #! form-toggle`,
  );
  says(text);
  fixes("form-toggle", text, ", required=True", "");
});

test("a test has a label and a function with a name of its own", () => {
  const testing = (given: string): string =>
    connector(`${host}\nform.add_test(${given}) #! form-test`);
  says(testing(`label="", func=check`));
  says(testing(`label="Connect", func=lambda configuration: None`));
  says(testing(`label="Connect", func=None`));
  says(testing(`label="Connect", func="check"`));
  says(testing(`"Connect", check`));
  says(testing(`label="Connect"`));
  says(
    connector(
      `${host}\nform.add_test(label="A", func=check)\nform.add_test(label="B", func=check) #! form-test`,
    ),
  );
  fixes(
    "form-test",
    testing(`"Connect", check`),
    `"Connect", check`,
    `label="Connect", func=check`,
  );
  fixes("form-test", testing(`label="A", func="check"`), `"check"`, `check`);
});

test("a test takes the configuration", () => {
  says(
    connector(`${host}\nform.add_test(label="Connect", func=probe)`, {
      before: "def probe(): #! function-parameters\n    return Test().success()\n",
    }),
  );
});

test("form and code agree in the keys of the configuration", () => {
  says(connector(`${host}\nform.add_field(form_field.TextField("port", "Port")) #! form-key`));
  const text = connector(`form.add_field(form_field.TextField("host", "Host"))`, {
    reads: `configuration["host"] + configuration["token"]`,
  });
  expectProblems(text.replace(`["token"]})`, `["token"]}) #! form-key`), { only });
  says(connector(host, { reads: `configuration["host"] + configuration.get("token", "")` }));
  const mistyped = connector(host, { reads: `configuration["hots"]` });
  fixes("form-key", mistyped, `["hots"]`, `["hots"]`.replace("hots", "host"));
});
