/** What is shown of column types, keys of entries, configuration keys, schema() and profiles. */
import { shownValue } from "../../../src/shared/model/secrets.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { columnTypes } from "../../sdk/columnTypes.ts";
import { links } from "../../sdk/links.ts";
import { profileKeys } from "../../sdk/deployProfile.ts";
import type { EntryKey } from "../../sdk/schemaEntry.ts";
import type { SdkRange } from "../../sdk/versions.ts";
import { textsOf } from "../cursor/rowTables.ts";
import { type ConfigurationKey, shownConfigurationValue } from "../known/configurationKeys.ts";
import { code, paragraphs } from "./markdown.ts";
import { sinceText } from "./sdkText.ts";

export function typeText(type: string, range: SdkRange): string | undefined {
  const known = columnTypes.get(type.toUpperCase());
  if (!known) return undefined;
  const before3 = known.acceptsBefore3;
  return paragraphs(
    `**${type.toUpperCase()}**: ${known.text}`,
    `Takes: ${known.accepts} None is always NULL.`,
    known.refuses && `Refuses: ${known.refuses}`,
    before3 !== undefined && range.from.major < 3 ? `SDK 2 takes ${before3} only.` : undefined,
    `[Documentation](${links.types})`,
  );
}

export function entryKeyText(key: string, { text, since }: EntryKey, range: SdkRange): string {
  return paragraphs(
    `**${code(key)}**: ${text}`,
    sinceText(since, range),
    `[Documentation](${links.schema})`,
  );
}

export function keyText(facts: ProjectFacts, key: ConfigurationKey): string {
  const { name, field } = key;
  const value = shownConfigurationValue(key);
  const label = textsOf(field?.arguments.get("label")?.value)[0];
  return paragraphs(
    `**${code(name)}**: configuration key`,
    value === undefined
      ? "Not in configuration.json."
      : `In configuration.json: ${value === "" ? "empty" : code(value)}`,
    field && `In the setup form: ${field.kind}${label === undefined ? "" : ` “${label}”`}`,
    readsText(facts, key),
    defaultsText(key),
  );
}

export function schemaText({ schema }: ProjectFacts): string {
  const { decided, tables, reasons, source } = schema;
  const number = `${tables.length} ${tables.length === 1 ? "table" : "tables"}`;
  const from = source === "run" ? "from running it" : "read from the code";
  const shown = {
    exact: `${number}, ${from}.`,
    alternatives: `${number} in several alternatives, ${from}.`,
    configuration: `${number}, ${from}; some names come from the configuration.`,
    partial: `${number} could be ${from}; the rest is only known when it runs.`,
    unknown: "Its tables are only known when it runs.",
    none: "The connector has no schema().",
  }[decided];
  const why = decided === "exact" ? [] : reasons.slice(0, 5).map((reason) => `- ${reason}`);
  return paragraphs(
    "**schema()** declares the tables. Fivetran calls it before each sync with the configuration.",
    shown,
    why.join("\n"),
    `[Documentation](${links.schema})`,
  );
}

export const updateText = paragraphs(
  "**update()** reads the source and sends rows with the operations of `op`.",
  "Fivetran calls it once each sync with `configuration=` and `state=`: the values of the configuration, all of them text, and what the last checkpoint saved, `{}` at first.",
  `[Documentation](${links.methods})`,
);

export function profileText(key: string): string | undefined {
  const known = profileKeys.get(key);
  const values = known?.values?.map(code).join(", ");
  return (
    known &&
    paragraphs(
      `**${code(key)}**: ${known.text}`,
      values && `Values: ${values}`,
      `[Documentation](${links.deploying})`,
    )
  );
}

function defaultsText({ name, reads }: ConfigurationKey): string | undefined {
  const defaults = new Set(
    reads.flatMap((read) => textsOf(read.default)).filter((text) => text !== ""),
  );
  if (defaults.size === 0) return undefined;
  return `Default: ${[...defaults].map((text) => code(shownValue(name, text))).join(", ")}`;
}

function readsText({ modules }: ProjectFacts, { reads }: ConfigurationKey): string {
  const places = reads
    .filter(({ how }) => how !== "write")
    .map(({ place: { file, from } }) => {
      const line = (modules.get(file)?.text ?? "").slice(0, from).split("\n").length;
      return `${file}, line ${line}`;
    });
  const shown = [...new Set(places)];
  if (shown.length === 0) return "The code does not read it.";
  const left = shown.length - 5;
  return `Read in ${shown.slice(0, 5).join("; ")}${left > 0 ? `; and ${left} more places` : ""}`;
}
