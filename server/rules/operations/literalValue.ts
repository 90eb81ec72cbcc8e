/** The value of what is written in a call that evaluation did not reach: what is no literal is unknown. */
import type { Entry, Value } from "../../evaluation/values.ts";
import type { Expression } from "../../python/ast.ts";
import { placeIn } from "../problem.ts";

export function literalValue(expression: Expression, file: string): Value {
  const place = placeIn(file, expression);
  const unknown: Value = { kind: "unknown", reason: "it is no literal", place };
  switch (expression.kind) {
    case "Text":
      return expression.value === undefined
        ? unknown
        : { kind: "text", value: expression.value, isLiteral: true, place };
    case "Number":
      return { kind: "number", value: expression.value, isInteger: expression.isInteger, place };
    case "Bytes":
      return { kind: "bytes", place };
    case "Singleton":
      if (expression.value === "...") return unknown;
      return expression.value === null
        ? { kind: "none", place }
        : { kind: "boolean", value: expression.value, place };
    case "List":
    case "Tuple":
    case "Set":
      return {
        kind: "sequence",
        type: expression.kind === "List" ? "list" : expression.kind === "Set" ? "set" : "tuple",
        elements: expression.items.map((item) => ({
          value: literalValue(item, file),
          isCertain: item.kind !== "Starred",
        })),
        isOpen: expression.items.some(({ kind }) => kind === "Starred"),
        place,
      };
    case "Dict":
      return {
        kind: "dict",
        entries: expression.items.flatMap(({ key, value }): Entry[] =>
          key
            ? [
                {
                  key: literalValue(key, file),
                  keyPlace: placeIn(file, key),
                  value: literalValue(value, file),
                  isCertain: true,
                },
              ]
            : [],
        ),
        overwritten: [],
        isOpen: expression.items.some(({ key }) => !key),
        place,
      };
    default:
      return unknown;
  }
}
