/** Values that an expression has wherever it is evaluated. */
import type { UnknownValue, Value } from "../evaluation/values.ts";
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
