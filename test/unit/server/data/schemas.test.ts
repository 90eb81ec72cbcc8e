import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { schemaOf } from "../../../../server/data/schemas.ts";
import { factsOf } from "../../../support/analysis.ts";

const connector = `from fivetran_connector_sdk import Connector, ConfigurationForm, form_field


def configuration_form():
    form = ConfigurationForm()
    form.add_field(form_field.TextField(name="host", label="Host", description="Of the API", required=True))
    form.add_field(form_field.ToggleField(name="full", label="All"))
    form.add_field(form_field.DropdownField(name="region", label="Region", fields=[form_field.DropdownFieldParam(value="eu"), form_field.DropdownFieldParam(value="us")]))
    return form


def update(configuration: dict, state: dict):
    read(configuration["host"], configuration["key"], configuration.get("size", "100"))


connector = Connector(update=update, configuration_form=configuration_form)
`;

void describe("schemas of data files", () => {
  void it("tell which keys a configuration has and needs", () => {
    const schema = schemaOf("configuration.json", factsOf(connector));
    const { host, full, region, key, size } = schema?.properties ?? {};
    assert.deepEqual([...(schema?.required ?? [])].sort(), ["host", "key"]);
    assert.deepEqual(host, { type: "string", title: "Host", description: "Of the API" });
    assert.deepEqual(full?.enum, ["true", "false"]);
    assert.deepEqual(region?.enum, ["eu", "us"]);
    assert.equal(key?.type, "string");
    assert.deepEqual(size?.examples, ["100"]);
    assert.deepEqual(schema?.additionalProperties, { type: "string" });
  });

  void it("know the options of a profile and the secrets of a destination", () => {
    const facts = factsOf("");
    const profile = schemaOf("options.toml", facts)?.additionalProperties;
    assert.ok(typeof profile === "object" && profile.properties?.["python_version"]);
    const { token } = schemaOf("destination.json", facts)?.properties ?? {};
    assert.deepEqual(token?.examples, ["${TOKEN}"]);
    assert.equal(schemaOf("requirements.txt", facts), undefined);
  });
});
