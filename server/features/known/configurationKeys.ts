/** The keys of the configuration, from wherever one is known: configuration.json, the setup form, the code. */
import { mask, shownValue } from "../../../src/shared/model/secrets.ts";
import { type JsonMember, membersOf, parseJson } from "../../data/json.ts";
import { alternativesOf } from "../../evaluation/values.ts";
import { textsOf } from "../cursor/rowTables.ts";
import { configurationFile } from "../occurrences/occurrences.ts";
import type { ConfigurationRead, FormField, ProjectFacts } from "../../model/facts.ts";

export interface ConfigurationKey {
  readonly name: string;
  readonly member: JsonMember | undefined;
  readonly field: FormField | undefined;
  readonly reads: readonly ConfigurationRead[];
}

/** Those of configuration.json first, in its order. */
export function configurationKeys({
  files,
  form,
  configuration,
}: ProjectFacts): readonly ConfigurationKey[] {
  const text = files.text(configurationFile);
  const members = text === undefined ? [] : membersOf(parseJson(text));
  const fields = form?.fields ?? [];
  const names = [
    ...members.map(({ key }) => key),
    ...fields.flatMap(({ name }) => name ?? []),
    ...configuration.reads.map(({ key }) => key),
  ];
  return [...new Set(names)].map((name) => ({
    name,
    member: members.find(({ key }) => key === name),
    field: fields.find((field) => field.name === name),
    reads: configuration.reads.filter(({ key }) => key === name),
  }));
}

/** The key's value in configuration.json as it may be shown; undefined when there is none. */
export function shownConfigurationValue({
  name,
  member,
  field,
}: ConfigurationKey): string | undefined {
  const value = member?.value;
  if (!value) return undefined;
  if (!("value" in value)) return "…";
  const text = String(value.value);
  return field && isPassword(field) && text !== "" ? mask : shownValue(name, text);
}

function isPassword({ arguments: given }: FormField): boolean {
  const type = given.get("field_type")?.value;
  return (
    type !== undefined &&
    alternativesOf(type).some(
      (each) =>
        (each.kind === "external" && each.name.endsWith(".password")) ||
        (each.kind === "number" && each.value !== 0),
    )
  );
}

/** The values that the form offers for the key, else the defaults that the code has for it. */
export function choicesOf(
  facts: ProjectFacts,
  { name: key, field, reads }: ConfigurationKey,
): readonly string[] {
  if (field?.kind === "ToggleField") return ["true", "false"];
  if (field?.kind === "DropdownField") {
    const { from, to } = field.call;
    return facts.calls
      .filter(
        ({ file, call, name }) =>
          file === field.file &&
          from <= call.from &&
          call.to <= to &&
          name.endsWith(".DropdownFieldParam"),
      )
      .flatMap(({ arguments: [first] }) => textsOf(first?.value));
  }
  return reads
    .flatMap((read) => textsOf(read.default))
    .filter((value) => value !== "" && shownValue(key, value) === value);
}
