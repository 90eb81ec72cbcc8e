/** A union of values that are no longer evaluated. */
import { alternativesOf, type UnionValue, type Value } from "../evaluation/values.ts";

const maximalAlternatives = 8;

export function joinValues(values: readonly Value[], reason: string): Value {
  const [first] = values;
  if (!first) return { kind: "unknown", reason, place: undefined };
  const alternatives: Exclude<Value, UnionValue>[] = [];
  for (const value of values.flatMap(alternativesOf)) {
    if (value.kind === "unknown") return value;
    if (!alternatives.some((other) => isSame(other, value))) alternatives.push(value);
  }
  const [only] = alternatives;
  if (only && alternatives.length === 1) return only;
  return alternatives.length > maximalAlternatives
    ? { kind: "unknown", reason: "there are too many possibilities", place: first.place }
    : { kind: "union", alternatives, place: first.place };
}

/** Values of the same kind from the same place are the same but for objects, whose contents may differ. */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "text":
    case "number":
    case "boolean":
      return "value" in b && a.value === b.value;
    case "none":
    case "bytes":
    case "configuration":
      return true;
    case "external":
      return b.kind === "external" && a.name === b.name;
    case "result":
      return b.kind === "result" && a.of === b.of && a.place?.from === b.place?.from;
    case "configurationText":
      return b.kind === "configurationText" && a.key === b.key;
    case "function":
    case "class":
      return (b.kind === "function" || b.kind === "class") && a.definition === b.definition;
    case "instance":
      return b.kind === "instance" && a.of.definition === b.of.definition;
    case "partialText":
      return (
        b.kind === "partialText" &&
        a.parts.join("\0") === b.parts.join("\0") &&
        a.configurationKeys.join("\0") === b.configurationKeys.join("\0")
      );
    default:
      return JSON.stringify(shape(a)) === JSON.stringify(shape(b));
  }
}

function shape(value: Value): unknown {
  return value;
}
