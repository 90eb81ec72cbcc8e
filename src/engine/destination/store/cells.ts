/** What a cell's bytes are: the type an undeclared column takes from them. */
import type { CellKind } from "../../../shared/protocol/frames.ts";
import type { ColumnType } from "../../../shared/model/columnType.ts";

const minus = 45;
const zero = 48;
const nine = 57;
const lowerF = 102;
const lowerT = 116;

const longDigits = 19;
const maxLong = 9223372036854775807n;
const maxDecimalDigits = 38;

/** The largest number that a FLOAT, of single precision, holds. */
export const largestFloat = 3.4028234663852886e38;

/** The type that an undeclared column takes from one cell; null from NULL. */
export function inferCell(
  kind: CellKind,
  bytes: Buffer,
  start: number,
  end: number,
): ColumnType | null {
  switch (kind) {
    case "null":
      return null;
    case "json":
      return "JSON";
    case "binary":
      return "BINARY";
    case "float":
      return Math.abs(Number(bytes.toString("latin1", start, end))) > largestFloat
        ? "DOUBLE"
        : "FLOAT";
    case "double":
      return "DOUBLE";
    case "scalar":
      return inferText(bytes, start, end);
  }
}

/** Text is typed by its shape: SDK 3.x sends `15` and `"15"` as the same bytes (our choice, see the README). */
function inferText(bytes: Buffer, start: number, end: number): ColumnType {
  const first = bytes[start];
  if (first === undefined || start === end || end - start > 64) return "STRING";
  if (first === lowerT || first === lowerF) {
    const text = bytes.toString("latin1", start, end);
    return text === "true" || text === "false" ? "BOOLEAN" : "STRING";
  }
  if (first !== minus && (first < zero || first > nine)) return "STRING";
  if (isInteger(bytes, start, end)) return "LONG";
  return inferNumberOrDate(bytes.toString("latin1", start, end));
}

function inferNumberOrDate(text: string): ColumnType {
  const decimal = /^-?(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text);
  if (decimal) {
    const whole = decimal[1] ?? "";
    const fraction = decimal[2] ?? "";
    const precision = (whole === "0" ? 0 : whole.length) + fraction.length;
    if (precision <= maxDecimalDigits)
      return { precision: Math.max(precision, 1), scale: fraction.length };
    return "STRING";
  }
  return temporalType(text) ?? "STRING";
}

const temporal =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,6})?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;

/** The date type that ISO text has, if it is one and the day exists. */
function temporalType(text: string): "NAIVE_DATE" | "NAIVE_DATETIME" | "UTC_DATETIME" | undefined {
  const parts = temporal.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return undefined;
  // Neither Python nor Fivetran has years before 1 or after 9999, and an offset may lead there.
  if (year < 1 || ((parts[7]?.length ?? 0) > 1 && isEdge(year, month, day))) return undefined;
  if (parts[4] === undefined) return "NAIVE_DATE";
  return parts[7] === undefined ? "NAIVE_DATETIME" : "UTC_DATETIME";
}

/** The first and the last day there is. */
function isEdge(year: number, month: number, day: number): boolean {
  return (year === 1 && month === 1 && day === 1) || (year === 9999 && month === 12 && day === 31);
}

/** Whether the bytes are a 64-bit integer in plain spelling: no leading zeros, no plus, no blanks. */
export function isInteger(bytes: Buffer, start: number, end: number): boolean {
  const digits = bytes[start] === minus ? start + 1 : start;
  const count = end - digits;
  if (count === 0 || count > longDigits) return false;
  if (bytes[digits] === zero && (count > 1 || digits > start)) return false;
  for (let at = digits; at < end; at++) {
    const byte = bytes[at];
    if (byte === undefined || byte < zero || byte > nine) return false;
  }
  if (count < longDigits) return true;
  const value = BigInt(bytes.toString("latin1", start, end));
  return value <= maxLong && value >= -maxLong - 1n;
}

/** The value of bytes for which `isInteger` holds and that are at most nine digits; undefined for longer ones. */
export function smallInteger(bytes: Buffer, start: number, end: number): number | undefined {
  const negative = bytes[start] === minus;
  const digits = negative ? start + 1 : start;
  if (end - digits > 9) return undefined;
  let value = 0;
  for (let at = digits; at < end; at++) value = value * 10 + ((bytes[at] ?? zero) - zero);
  return negative ? -value : value;
}

/** Date-times as Fivetran delivers them: `T` between date and time, UTC with `Z`, no trailing zeros of the fraction. */
export function normalizeTemporal(text: string, type: ColumnType): string {
  if (type === "NAIVE_DATE") return text;
  const withT = text.replace(" ", "T");
  if (type === "NAIVE_DATETIME") return withT;
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(withT);
  if (!offset) return withT;
  const local = withT.slice(0, -offset[0].length);
  const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1);
  const [seconds = "", fraction] = local.split(".");
  const moved = new Date(Date.parse(`${seconds}Z`) - minutes * 60_000).toISOString().slice(0, 19);
  return fraction === undefined ? `${moved}Z` : `${moved}.${fraction}Z`;
}
