/** Mistakes in a setup form, which is put into connectors that have none. */
import { here, type Mutator } from "../mutant.ts";

const field = `form_field.TextField(name="seeded_key", label="Key")`;

export const formMutators: readonly Mutator[] = [
  form("form-field-name", "a name twice", [
    field,
    `form_field.TextField(name=${here}"seeded_key", label="Other")`,
  ]),
  form("form-field-name", "no name", [`form_field.TextField(name=${here}"", label="Key")`]),
  form("form-dropdown", "no options", [
    `${here}form_field.DropdownField(name="region", label="Region", fields=[])`,
  ]),
  form("form-dropdown", "an option twice", [
    `form_field.DropdownField(name="region", label="Region", fields=[form_field.DropdownFieldParam("eu"), form_field.DropdownFieldParam(${here}"eu")])`,
  ]),
  form("form-toggle", "required", [
    `form_field.ToggleField(name="deep", label="Deep", ${here}required=True)`,
  ]),
  form("form-key", "a field that nothing reads", [
    `form_field.TextField(name=${here}"seeded_nobody_reads", label="Key")`,
  ]),
  form(
    "form-test",
    "a lambda",
    [field],
    `.add_test(label="Connect", func=${here}lambda configuration: None)`,
  ),
  form("form-test", "no label", [field], `.add_test(label=${here}"", func=update)`),
];

function form(code: Mutator["code"], what: string, fields: readonly string[], test = ""): Mutator {
  return {
    code,
    what,
    seeds: ({ module, text, texts, functions, calls }) => {
      const call = calls.get("Connector")?.at(-1);
      const update = functions.get("update");
      const statement = module.body.find(
        (each) => each.kind === "Assignment" && each.value === call,
      );
      if (!statement || !call || !update || text.includes("onfiguration_form")) return [];
      // Where the whole configuration is passed on, any field may be read.
      const isAlone = Object.keys(texts).filter((file) => file.endsWith(".py")).length === 1;
      if (code === "form-key" && (!isAlone || text.includes("**configuration"))) return [];
      const adding = fields.map((each) => `    form.add_field(${each})\n`).join("");
      const testing = test === "" ? "" : `    form${test}\n`;
      const definition =
        `from fivetran_connector_sdk import ConfigurationForm, form_field\n\n\n` +
        `def configuration_form():\n    form = ConfigurationForm()\n${adding}${testing}    return form\n\n\n`;
      return [
        [
          { from: statement.from, to: statement.from, text: definition },
          {
            from: call.inside.to,
            to: call.inside.to,
            text: joined(text.slice(call.inside.from, call.inside.to)),
          },
        ],
      ];
    },
  };
}

function joined(before: string): string {
  const comma = /,\s*$/.test(before) ? "" : ", ";
  return `${comma}configuration_form=configuration_form`;
}
