/** What schema() returned when it was run, in the place of what reading it could not tell. */
import type { Entry, Place, Value } from "../evaluation/values.ts";
import type { ProjectFacts } from "../model/facts.ts";
import { schemaFact } from "../model/schemaFacts.ts";
import type { Problem } from "../rules/rule.ts";
import type { EvaluatedSchema } from "./ports.ts";

/** As long as schema() is as it was when it ran, and only where reading leaves something open. */
export function withEvaluatedSchema(
  facts: ProjectFacts,
  evaluated: EvaluatedSchema | undefined,
): ProjectFacts {
  const { schema } = facts;
  const isOpen =
    schema.decided === "partial" ||
    schema.decided === "unknown" ||
    schema.decided === "configuration";
  if (!evaluated || !schema.function || !isOpen) return facts;
  const { file, definition } = schema.function;
  if (facts.modules.get(file)?.text.slice(definition.from, definition.to) !== evaluated.text)
    return facts;
  const returned = decode(evaluated.returned, {
    file,
    from: definition.name.from,
    to: definition.name.to,
  });
  return { ...facts, schema: schemaFact(returned, schema.function, "run") };
}

/** What ran has no place in the text but the function's name, where no fix may write. */
export function withoutMisplacedFixes(
  problems: readonly Problem[],
  { schema }: ProjectFacts,
): readonly Problem[] {
  if (schema.source === "read" || !schema.function) return problems;
  const { file, definition } = schema.function;
  const { from, to } = definition.name;
  return problems.map((problem) => ({
    ...problem,
    fixes: problem.fixes?.filter(({ edits }) =>
      edits.every((edit) => edit.file !== file || edit.to < from || edit.from > to),
    ),
  }));
}

/** Reads what the connector host's `schema_values.py` writes: a tag and a content. */
function decode(encoded: unknown, place: Place): Value {
  const [tag, content] = listOf(encoded);
  const items = listOf(content);
  switch (tag) {
    case "dict":
      return {
        kind: "dict",
        place,
        entries: items.map((item): Entry => {
          const [key, value] = listOf(item);
          return {
            key: decode(key, place),
            keyPlace: place,
            value: decode(value, place),
            isCertain: true,
          };
        }),
        overwritten: [],
        isOpen: false,
      };
    case "list":
    case "tuple":
    case "set":
      return {
        kind: "sequence",
        type: tag,
        place,
        elements: items.map((item) => ({ value: decode(item, place), isCertain: true })),
        isOpen: false,
      };
    case "text":
      return { kind: "text", place, value: String(content), isLiteral: false };
    case "integer":
      return { kind: "number", place, value: integer(String(content)), isInteger: true };
    case "float":
      return { kind: "number", place, value: Number(content), isInteger: false };
    case "boolean":
      return { kind: "boolean", place, value: content === true };
    case "none":
      return { kind: "none", place };
    case "bytes":
      return { kind: "bytes", place };
    default:
      return { kind: "unknown", place, reason: "schema() returned an object" };
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function integer(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? value : BigInt(digits);
}
