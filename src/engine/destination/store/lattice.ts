/** How a column's type grows when values of another type arrive (design: the public type-locking matrix read as a lattice). */
import { isDecimal, type ColumnType, type ScalarType } from "../../../shared/model/columnType.ts";

/** Each type with the types that hold all of its values, nearest first. */
const wider: Partial<Record<ScalarType, readonly ScalarType[]>> = {
  SHORT: ["INT", "LONG", "DOUBLE"],
  INT: ["LONG", "DOUBLE"],
  LONG: ["DOUBLE"],
  FLOAT: ["DOUBLE"],
  NAIVE_DATE: ["NAIVE_DATETIME", "UTC_DATETIME"],
  NAIVE_DATETIME: ["UTC_DATETIME"],
};

const wholeNumberDigits: Partial<Record<ScalarType, number>> = { SHORT: 5, INT: 10, LONG: 19 };
const maxPrecision = 38;

/** The narrowest type that holds the values of both; STRING where nothing else does. */
export function join(left: ColumnType, right: ColumnType): ColumnType {
  if (isDecimal(left) || isDecimal(right)) return joinDecimal(left, right);
  if (left === right) return left;
  if (left === "BOOLEAN" && isNumber(right)) return right;
  if (right === "BOOLEAN" && isNumber(left)) return left;
  if (wider[left]?.includes(right)) return right;
  if (wider[right]?.includes(left)) return left;
  return wider[left]?.find((type) => wider[right]?.includes(type)) ?? "STRING";
}

/** As `join`, but only where each value stays what it was: no whole number becomes a double. */
export function joinExactly(left: ColumnType, right: ColumnType): ColumnType {
  const joined = join(left, right);
  const isDouble = joined === "DOUBLE" || joined === "FLOAT";
  const areDoubles = [left, right].every((type) => type === "DOUBLE" || type === "FLOAT");
  return isDouble && !areDoubles ? "STRING" : joined;
}

function joinDecimal(left: ColumnType, right: ColumnType): ColumnType {
  const a = asDecimal(left);
  const b = asDecimal(right);
  if (!a || !b) return "STRING";
  const scale = Math.max(a.scale, b.scale);
  const precision = Math.max(a.precision - a.scale, b.precision - b.scale) + scale;
  return precision <= maxPrecision ? { precision, scale } : "STRING";
}

function asDecimal(type: ColumnType): { precision: number; scale: number } | undefined {
  if (isDecimal(type)) return type;
  if (type === "BOOLEAN") return { precision: 1, scale: 0 };
  const precision = wholeNumberDigits[type];
  return precision === undefined ? undefined : { precision, scale: 0 };
}

function isNumber(type: ScalarType): boolean {
  return type in wholeNumberDigits || type === "FLOAT" || type === "DOUBLE";
}

export function sameType(left: ColumnType, right: ColumnType): boolean {
  if (isDecimal(left) && isDecimal(right))
    return left.precision === right.precision && left.scale === right.scale;
  return left === right;
}
