/** JSON schemas of a project's data files, made from what its code reads and its setup form asks for. */
import { textsOf } from "../features/cursor/rowTables.ts";
import {
  choicesOf,
  type ConfigurationKey,
  configurationKeys,
} from "../features/known/configurationKeys.ts";
import type { FormField, ProjectFacts } from "../model/facts.ts";
import { destinationSecrets } from "../rules/data/destinationFile.ts";
import { profileKeys } from "../sdk/deployProfile.ts";

/** A draft-07 schema, as far as these files need one. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly default?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly maxProperties?: number;
}

const draft = "http://json-schema.org/draft-07/schema#";
const text: JsonSchema = { type: "string" };

/** By the path of the file in the project; undefined for files that have none. */
export function schemaOf(file: string, facts: ProjectFacts): JsonSchema | undefined {
  switch (file) {
    case "configuration.json":
      return configurationSchema(facts);
    case "options.toml":
      return optionsSchema();
    case "destination.json":
      return destinationSchema();
    default:
      return undefined;
  }
}

function configurationSchema(facts: ProjectFacts): JsonSchema {
  const keys = configurationKeys(facts).filter(({ reads, field }) => reads.length > 0 || field);
  return {
    $schema: draft,
    title: "Configuration of the connector",
    type: "object",
    maxProperties: 100,
    properties: Object.fromEntries(keys.map((key) => [key.name, keySchema(facts, key)])),
    required: keys.filter(isRequired).map(({ name }) => name),
    additionalProperties: text,
  };
}

function keySchema(facts: ProjectFacts, key: ConfigurationKey): JsonSchema {
  const { field } = key;
  const choices = [...new Set(choicesOf(facts, key))];
  const [label] = argumentTexts(field, "label");
  const [description] = argumentTexts(field, "description");
  const hasChoices = field !== undefined && field.kind !== "TextField" && choices.length > 0;
  return {
    ...text,
    ...(label !== undefined && { title: label }),
    description: description ?? (field ? "In the setup form." : "Read by the code."),
    ...(hasChoices ? { enum: choices } : choices.length > 0 && { examples: choices }),
  };
}

/** Whether the connector fails without it. */
function isRequired({ reads, field }: ConfigurationKey): boolean {
  const required = field?.arguments.get("required")?.value;
  return (
    (required?.kind === "boolean" && required.value) ||
    reads.some(({ how, isGuarded }) => how === "index" && !isGuarded)
  );
}

function argumentTexts(field: FormField | undefined, name: string): readonly string[] {
  return textsOf(field?.arguments.get(name)?.value);
}

function optionsSchema(): JsonSchema {
  const profile: JsonSchema = {
    type: "object",
    properties: Object.fromEntries(
      [...profileKeys].map(([key, { text: description, values }]) => [
        key,
        { ...text, description, ...(values && { examples: values }) },
      ]),
    ),
  };
  return {
    $schema: draft,
    title: "Profiles of fivetran deploy",
    type: "object",
    additionalProperties: profile,
  };
}

function destinationSchema(): JsonSchema {
  return {
    $schema: draft,
    title: "Where fivetran run writes to",
    type: "object",
    properties: Object.fromEntries(
      destinationSecrets.map((key) => {
        const variable = `\${${key.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}}`;
        const description = `A secret; ${variable} reads it from the environment.`;
        return [key, { ...text, description, examples: [variable] }];
      }),
    ),
    additionalProperties: true,
  };
}
