/** How types widen and values with them, as the documentation of this destination says it: one rule after the other. */
import { isDecimal, type ColumnType } from "../../../src/shared/model/columnType.ts";
import type { Cell } from "../../../src/shared/protocol/destination.ts";

export function join(left: ColumnType, right: ColumnType, isKey: boolean): ColumnType {
  if (JSON.stringify(left) === JSON.stringify(right)) return left;
  const either = (one: ColumnType, other: ColumnType): boolean =>
    (left === one && right === other) || (left === other && right === one);
  if (isDecimal(left) || isDecimal(right)) return joinDecimals(left, right);
  if (either("BOOLEAN", "LONG")) return "LONG";
  if (either("FLOAT", "DOUBLE")) return "DOUBLE";
  if (either("NAIVE_DATE", "NAIVE_DATETIME")) return "NAIVE_DATETIME";
  if (either("NAIVE_DATE", "UTC_DATETIME")) return "UTC_DATETIME";
  if (either("NAIVE_DATETIME", "UTC_DATETIME")) return "UTC_DATETIME";
  // A key must stay the same value, and a whole number may have no double of its own.
  if (isKey) return "STRING";
  if (either("BOOLEAN", "FLOAT")) return "FLOAT";
  if (either("BOOLEAN", "DOUBLE")) return "DOUBLE";
  if (either("LONG", "FLOAT") || either("LONG", "DOUBLE")) return "DOUBLE";
  return "STRING";
}

/** A DECIMAL takes the digits that both need, before the point and after it. */
function joinDecimals(left: ColumnType, right: ColumnType): ColumnType {
  const digits = [left, right].map((type): readonly [number, number] | undefined => {
    if (isDecimal(type)) return [type.precision - type.scale, type.scale];
    if (type === "LONG") return [19, 0];
    return type === "BOOLEAN" ? [1, 0] : undefined;
  });
  const [a, b] = digits;
  if (!a || !b) return "STRING";
  const before = Math.max(a[0], b[0]);
  const after = Math.max(a[1], b[1]);
  return before + after > 38 ? "STRING" : { precision: before + after, scale: after };
}

/** What a delivered value of one type is once its column has a wider one. */
export function convert(value: Cell, from: ColumnType, to: ColumnType): Cell {
  if (value === null || JSON.stringify(from) === JSON.stringify(to)) return value;
  if (isDecimal(to))
    return padded(from === "BOOLEAN" ? String(Number(value)) : String(value), to.scale);
  if (to === "STRING")
    return from === "FLOAT" || from === "DOUBLE" ? floatText(Number(value)) : String(value);
  if (to === "LONG" || to === "FLOAT" || to === "DOUBLE") return Number(value);
  if (to === "NAIVE_DATETIME") return `${String(value)}T00:00:00`;
  if (to === "UTC_DATETIME")
    return from === "NAIVE_DATE" ? `${String(value)}T00:00:00Z` : `${String(value)}Z`;
  throw new Error(`nothing becomes ${JSON.stringify(to)}`);
}

function padded(text: string, scale: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, "0")}`;
}

/** Python's spelling of the floats that occur here. */
const spelled = new Map([
  [1e-7, "1e-07"],
  [1e300, "1e+300"],
  [2 ** 63, "9.223372036854776e+18"],
]);

function floatText(value: number): string {
  return spelled.get(value) ?? (Number.isInteger(value) ? `${String(value)}.0` : String(value));
}
