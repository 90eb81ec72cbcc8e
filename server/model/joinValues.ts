/** A union of values that are no longer evaluated. */
import { alternativesOf, type UnionValue, type Value } from "../evaluation/values.ts";
import { unknownValue } from "./literalValue.ts";

const maximalAlternatives = 8;

export function joinValues(values: readonly Value[], reason: string): Value {
  const [first] = values;
  if (!first) return unknownValue(reason);
  const alternatives: Exclude<Value, UnionValue>[] = [];
  for (const value of values.flatMap(alternativesOf)) {
    if (value.kind === "unknown") return value;
    if (!alternatives.some((other) => isSame(other, value))) alternatives.push(value);
  }
  const [only] = alternatives;
  if (only && alternatives.length === 1) return only;
  return alternatives.length > maximalAlternatives
    ? unknownValue("there are too many possibilities")
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
    case "sequence":
      return (
        b.kind === "sequence" &&
        isSamePlace(a, b) &&
        a.isOpen === b.isOpen &&
        areSame(a.elements, b.elements, (one, other) => isSame(one.value, other.value))
      );
    case "dict":
      return (
        b.kind === "dict" &&
        isSamePlace(a, b) &&
        a.isOpen === b.isOpen &&
        areSame(
          a.entries,
          b.entries,
          (one, other) => isSame(one.key, other.key) && isSame(one.value, other.value),
        )
      );
    case "state":
      return (
        b.kind === "state" && a.isWhole === b.isWhole && a.entries.length + b.entries.length === 0
      );
    case "module":
      return b.kind === "module" && a.file === b.file;
    case "unknown":
      return true;
    case "union":
      return false;
  }
}

function isSamePlace(a: Value, b: Value): boolean {
  return a.place?.file === b.place?.file && a.place?.from === b.place?.from;
}

interface Part {
  readonly isCertain: boolean;
}

function areSame<Each extends Part>(
  a: readonly Each[],
  b: readonly Each[],
  is: (one: Each, other: Each) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return other?.isCertain === one.isCertain && is(one, other);
    })
  );
}
