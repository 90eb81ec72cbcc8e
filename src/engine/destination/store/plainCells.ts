/**
 * The cells that need no thought: bytes that are what their column holds already. Nearly all cells are, so this is where a
 * sync's time goes; everything else takes the way through `cellBinder.ts`.
 */
import type { ColumnType } from "../../../shared/model/columnType.ts";
import type { CellKind } from "../../../shared/protocol/frames.ts";
import type { Statement } from "./sqlite.ts";

const minus = 45;
const point = 46;
const zero = 48;
const nine = 57;
const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Binds a non-NULL cell if it is plain for a column of this type; returns whether it was. */
export function bindPlain(
  statement: Statement,
  parameter: number,
  type: ColumnType,
  kind: CellKind,
  bytes: Buffer,
  start: number,
  end: number,
  address: number,
): boolean {
  switch (type) {
    case "STRING":
      if (kind === "binary") return false;
      break;
    case "JSON":
      if (kind !== "json") return false;
      break;
    case "LONG": {
      const value = kind === "scalar" ? wholeNumber(bytes, start, end) : undefined;
      if (value === undefined) return false;
      if (value === (value | 0)) statement.bindInteger(parameter, value);
      else statement.bindText(parameter, address, end - start);
      return true;
    }
    case "FLOAT":
    case "DOUBLE": {
      const value =
        kind === "float" || kind === "double" ? decimalNumber(bytes, start, end) : undefined;
      if (value === undefined || (type === "FLOAT" && kind === "double")) return false;
      statement.bindNumber(parameter, value);
      return true;
    }
    case "BOOLEAN":
      if (kind !== "scalar") return false;
      if (end - start === 4 && bytes[start] === 116 && bytes[start + 3] === 101)
        statement.bindInteger(parameter, 1);
      else if (end - start === 5 && bytes[start] === 102 && bytes[start + 4] === 101)
        statement.bindInteger(parameter, 0);
      else return false;
      return true;
    case "UTC_DATETIME":
      if (kind !== "scalar" || !isCanonicalUtc(bytes, start, end)) return false;
      break;
    default:
      return false;
  }
  statement.bindText(parameter, address, end - start);
  return true;
}

/** At most 15 digits in plain spelling, as a number; undefined for anything else. */
function wholeNumber(bytes: Buffer, start: number, end: number): number | undefined {
  const negative = bytes[start] === minus;
  let at = negative ? start + 1 : start;
  if (at === end || end - at > 15 || (bytes[at] === zero && (negative || end - at > 1)))
    return undefined;
  let value = 0;
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}

/** Digits with a point among them. With at most 15 digits, one division gives the nearest double. */
function decimalNumber(bytes: Buffer, start: number, end: number): number | undefined {
  const negative = bytes[start] === minus;
  let at = negative ? start + 1 : start;
  if (end - at > 16) return undefined;
  let value = 0;
  let pointAt = -1;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === point && pointAt < 0) pointAt = at;
    else if (byte < zero || byte > nine) return undefined;
    else value = value * 10 + (byte - zero);
  }
  const fraction = pointAt < 0 ? 0 : end - pointAt - 1;
  const result = value / (powersOfTen[fraction] ?? 1);
  return negative ? -result : result;
}

/** `YYYY-MM-DDTHH:MM:SSZ` of a day every month has and an hour every day has; rarer ones are looked at more closely. */
function isCanonicalUtc(bytes: Buffer, start: number, end: number): boolean {
  if (end - start !== 20 || bytes[start + 4] !== minus || bytes[start + 7] !== minus) return false;
  if (
    bytes[start + 10] !== 84 ||
    bytes[start + 13] !== 58 ||
    bytes[start + 16] !== 58 ||
    bytes[start + 19] !== 90
  ) {
    return false;
  }
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  return (
    twoDigits(bytes, start) >= 0 &&
    twoDigits(bytes, start + 2) >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    inRange(twoDigits(bytes, start + 11), 23) &&
    inRange(twoDigits(bytes, start + 14), 59) &&
    inRange(twoDigits(bytes, start + 17), 59)
  );
}

/** NaN-free: -1 for anything that is not two digits. */
function twoDigits(bytes: Buffer, at: number): number {
  const tens = (bytes[at] ?? 0) - zero;
  const ones = (bytes[at + 1] ?? 0) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function inRange(value: number, most: number): boolean {
  return value >= 0 && value <= most;
}
