/** What CPython's schema() gives, and whether a value of the evaluator allows it. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { DictValue, SequenceValue, Value } from "../../server/evaluation/values.ts";

/** Python's type and the value: numbers as Python writes them, dictionaries as pairs. */
export type Tagged =
  | readonly ["str", string]
  | readonly ["bool", boolean]
  | readonly ["NoneType", null]
  | readonly ["int" | "float" | "other" | "deeper", string]
  | readonly ["list" | "tuple" | "set" | "frozenset", readonly Tagged[]]
  | readonly ["dict", readonly (readonly [Tagged, Tagged])[]];

export type Configuration = Readonly<Record<string, string>>;

export interface RanSchema {
  readonly results?: readonly {
    readonly value?: Tagged;
    readonly error?: string;
    readonly unknown?: string;
  }[];
  readonly failed?: string;
}

export function runSchemas(
  projects: readonly {
    readonly folder: string;
    readonly configurations: readonly Configuration[];
  }[],
): readonly RanSchema[] {
  const output = execFileSync("python3", [path.join(import.meta.dirname, "runSchemas.py")], {
    input: JSON.stringify(projects),
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RanSchema);
}

/** Whether what Python made is among what the value says it may be. */
export function covers(value: Value, actual: Tagged, configuration: Configuration): boolean {
  if (actual[0] === "deeper") return true;
  switch (value.kind) {
    case "union":
      return value.alternatives.some((each) => covers(each, actual, configuration));
    case "text":
      return actual[0] === "str" && actual[1] === value.value;
    case "partialText":
      return actual[0] === "str" && hasInOrder(actual[1], value.parts);
    case "number":
      return (
        actual[0] === (value.isInteger ? "int" : "float") &&
        Number(actual[1]) === Number(value.value)
      );
    case "boolean":
      return actual[0] === "bool" && actual[1] === value.value;
    case "none":
      return actual[0] === "NoneType";
    case "configurationText": {
      const { key } = value;
      const text = key === undefined ? undefined : configuration[key];
      return text === undefined
        ? actual[0] === "NoneType"
        : actual[0] === "str" && actual[1] === text;
    }
    case "sequence":
      return (
        (actual[0] === "list" || actual[0] === "tuple" || actual[0] === "set") &&
        actual[0] === value.type &&
        coversElements(value, actual[1], configuration)
      );
    case "dict":
      return actual[0] === "dict" && coversEntries(value, actual[1], configuration);
    default:
      return true;
  }
}

function hasInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}

function coversElements(
  { type, elements, isOpen }: SequenceValue,
  actual: readonly Tagged[],
  configuration: Configuration,
): boolean {
  const allows = (value: Value) => (each: Tagged) => covers(value, each, configuration);
  const isUnordered = type === "set" || isOpen || elements.some(({ isCertain }) => !isCertain);
  if (isUnordered) {
    return (
      elements.every(({ value, isCertain }) => !isCertain || actual.some(allows(value))) &&
      (isOpen || actual.every((each) => elements.some(({ value }) => allows(value)(each))))
    );
  }
  return (
    elements.length === actual.length &&
    elements.every(({ value }, index) => {
      const each = actual[index];
      return each !== undefined && covers(value, each, configuration);
    })
  );
}

function coversEntries(
  { entries, isOpen }: DictValue,
  actual: readonly (readonly [Tagged, Tagged])[],
  configuration: Configuration,
): boolean {
  return (
    entries.every(
      ({ key, value, isCertain }) =>
        !isCertain ||
        actual.some(
          ([actualKey, actualValue]) =>
            covers(key, actualKey, configuration) &&
            (isOpen || covers(value, actualValue, configuration)),
        ),
    ) &&
    (isOpen ||
      actual.every(([actualKey, actualValue]) =>
        entries.some(
          ({ key, value }) =>
            covers(key, actualKey, configuration) && covers(value, actualValue, configuration),
        ),
      ))
  );
}
