/** The setup form. */
import type { Value } from "../evaluation/values.ts";
import { argumentFacts, type KnownCall } from "./callFacts.ts";
import type { ArgumentFact, FormFact, FormField, FormTest, FunctionFact } from "./facts.ts";
import { sdkNames } from "../sdk/api.ts";

const fieldPrefix = "fivetran_connector_sdk.form_field.";
const testName = "fivetran_connector_sdk.ConfigurationForm().add_test";
const addName = "fivetran_connector_sdk.ConfigurationForm().add_field";

export function formFact(
  declared: FunctionFact | undefined,
  returned: Value | undefined,
  calls: readonly KnownCall[],
): FormFact | undefined {
  if (!declared) return undefined;
  const fields = calls.flatMap((known) => {
    const kind = fieldKind(known.name);
    return kind ? [fieldOf(known, kind)] : [];
  });
  const adds = calls.filter(({ name }) => name === addName);
  return {
    function: declared,
    fields,
    tests: calls.filter(({ name }) => name === testName).map(testOf),
    isComplete:
      returned?.kind === "result" &&
      returned.of === "fivetran_connector_sdk.ConfigurationForm" &&
      adds.length === fields.length &&
      fields.every(({ name }) => name !== undefined),
  };
}

function fieldKind(name: string): FormField["kind"] | undefined {
  const short = name.startsWith(fieldPrefix) ? name.slice(fieldPrefix.length) : "";
  return short === "TextField" || short === "DropdownField" || short === "ToggleField"
    ? short
    : undefined;
}

function argumentsOf(known: KnownCall): ReadonlyMap<string, ArgumentFact> {
  const parameters =
    sdkNames.get(known.name.slice("fivetran_connector_sdk.".length))?.parameters ?? [];
  let position = 0;
  return new Map(
    argumentFacts(known).map((fact) => {
      const key = fact.argument.name?.text ?? parameters[position++]?.name ?? String(position - 1);
      return [key, fact];
    }),
  );
}

function fieldOf(known: KnownCall, kind: FormField["kind"]): FormField {
  const given = argumentsOf(known);
  const name = given.get("name");
  const isText = name?.value.kind === "text";
  return {
    kind,
    call: known.written.call,
    file: known.file,
    name: isText ? name.value.value : undefined,
    namePlace: isText ? (name.value.place ?? { file: known.file, ...span(name) }) : undefined,
    arguments: given,
  };
}

function span({ argument: { value } }: ArgumentFact): { from: number; to: number } {
  return { from: value.from, to: value.to };
}

function testOf(known: KnownCall): FormTest {
  const given = argumentsOf(known);
  return {
    call: known.written.call,
    file: known.file,
    label: given.get("label")?.value,
    func: given.get("func"),
  };
}
