/** Values that an expression has wherever it is evaluated. */
import type { Entry, UnknownValue, Value } from "../evaluation/values.ts";
import type { Expression } from "../python/ast.ts";

export function unknownValue(reason: string): UnknownValue {
  return { kind: "unknown", reason, place: undefined };
}

export function literalValue(node: Expression, file: string): Value | undefined {
  const place = { file, from: node.from, to: node.to };
  switch (node.kind) {
    case "Text":
      return node.value === undefined
        ? undefined
        : { kind: "text", value: node.value, isLiteral: true, place };
    case "Number":
      return { kind: "number", value: node.value, isInteger: node.isInteger, place };
    case "Bytes":
      return { kind: "bytes", place };
    case "Singleton":
      if (node.value === "...") return undefined;
      return node.value === null
        ? { kind: "none", place }
        : { kind: "boolean", value: node.value, place };
    default:
      return undefined;
  }
}

/** What can be said of an expression that is not evaluated: of a display its kind, and its literals. */
export function displayedValue(node: Expression, file: string): Value {
  const place = { file, from: node.from, to: node.to };
  switch (node.kind) {
    case "List":
    case "Tuple":
    case "Set":
      return {
        kind: "sequence",
        type: node.kind === "List" ? "list" : node.kind === "Tuple" ? "tuple" : "set",
        elements: node.items.flatMap((item) =>
          item.kind === "Starred" ? [] : [{ value: displayedValue(item, file), isCertain: true }],
        ),
        isOpen: node.items.some(({ kind }) => kind === "Starred"),
        place,
      };
    case "Dict":
      return {
        kind: "dict",
        entries: node.items.flatMap(({ key, value }) => displayedEntry(key, value, file)),
        overwritten: [],
        isOpen: node.items.some(({ key }) => !key),
        place,
      };
    default:
      return literalValue(node, file) ?? unknownValue("it is not reached");
  }
}

function displayedEntry(
  key: Expression | undefined,
  value: Expression,
  file: string,
): readonly Entry[] {
  return key
    ? [
        {
          key: displayedValue(key, file),
          keyPlace: { file, from: key.from, to: key.to },
          value: displayedValue(value, file),
          isCertain: true,
        },
      ]
    : [];
}
