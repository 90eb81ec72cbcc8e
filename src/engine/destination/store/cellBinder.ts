/** Binds a cell's bytes to a statement as its column stores them, or says what is in the way. */
import {
  isDecimal,
  typeName,
  type ColumnType,
  type DecimalType,
} from "../../../shared/model/columnType.ts";
import type { CellKind } from "../../../shared/protocol/frames.ts";
import { inferCell, isInteger, largestFloat, normalizeTemporal, smallInteger } from "./cells.ts";
import { storedDecimal } from "./decimalText.ts";
import { join, joinExactly, sameType } from "./lattice.ts";
import type { Statement } from "./sqlite.ts";

/** A cell among the bytes of a batch; `address` is where `start` lies in SQLite's heap. */
export interface Cell {
  kind: CellKind;
  start: number;
  end: number;
  address: number;
}

/** The value does not fit the declared type; `message` says why. */
export class ValueError extends Error {}

/** Returns the wider type that an undeclared column needs for this cell; undefined when it fits. */
export function neededType(
  bytes: Buffer,
  cell: Cell,
  type: ColumnType | undefined,
  isKey: boolean,
): ColumnType | undefined {
  if (cell.kind === "null" || type === "STRING") return undefined;
  if (type === "LONG" && cell.kind === "scalar" && isInteger(bytes, cell.start, cell.end))
    return undefined;
  const inferred = inferCell(cell.kind, bytes, cell.start, cell.end);
  if (inferred === null) return undefined;
  if (type === undefined) return inferred;
  // A key must stay the same value: 9007199254740993 has no double of its own.
  const joined = isKey ? joinExactly(type, inferred) : join(type, inferred);
  return sameType(joined, type) ? undefined : joined;
}

/** What a bound value goes to: a statement, or what wants to know the value. */
export type CellTarget = Pick<
  Statement,
  "bindInteger" | "bindNumber" | "bindText" | "bindBlob" | "bindString"
>;

/** Binds a cell that fits `type`; returns whether digits of it were lost. Leaves NULL unbound. Throws `ValueError` for a value a declared column cannot hold. */
export function bindCell(
  statement: CellTarget,
  index: number,
  bytes: Buffer,
  cell: Cell,
  type: ColumnType,
): boolean {
  if (cell.kind === "null") return false;
  if (isDecimal(type)) {
    return bindDecimal(statement, index, bytes.toString("latin1", cell.start, cell.end), type);
  }
  switch (type) {
    case "BOOLEAN":
    case "SHORT":
    case "INT":
    case "LONG":
      bindInteger(statement, index, bytes, cell, type);
      return false;
    case "FLOAT":
    case "DOUBLE":
      bindFloat(statement, index, bytes.toString("latin1", cell.start, cell.end), type);
      return false;
    case "NAIVE_DATETIME":
    case "UTC_DATETIME":
    case "NAIVE_DATE":
      bindTemporal(statement, index, bytes, cell, type);
      return false;
    case "BINARY":
      statement.bindBlob(index, cell.address, cell.end - cell.start);
      return false;
    case "STRING":
    case "JSON":
    case "XML":
      if (cell.kind === "binary")
        statement.bindString(index, bytes.toString("base64", cell.start, cell.end));
      else statement.bindText(index, cell.address, cell.end - cell.start);
      return false;
  }
}

function bindInteger(
  statement: CellTarget,
  index: number,
  bytes: Buffer,
  cell: Cell,
  type: ColumnType,
): void {
  const { start, end } = cell;
  if (!isInteger(bytes, start, end)) {
    const text = bytes.toString("latin1", start, end);
    if (text !== "true" && text !== "false")
      throw new ValueError(`${shown(text)} is not a ${typeName(type)}`);
    statement.bindInteger(index, text === "true" ? 1 : 0);
    return;
  }
  const small = smallInteger(bytes, start, end);
  const limit = type === "SHORT" ? 32_768 : Infinity;
  if (small !== undefined && (small >= limit || small < -limit)) {
    throw new ValueError(`${String(small)} is out of range for SHORT`);
  }
  // SQLite turns the digits of a larger one into an exact 64-bit integer, since the column's affinity is INTEGER.
  if (small === undefined) statement.bindText(index, cell.address, end - start);
  else statement.bindInteger(index, small);
}

function bindFloat(statement: CellTarget, index: number, text: string, type: ColumnType): void {
  const value = text === "true" ? 1 : text === "false" ? 0 : Number(text);
  if (type === "FLOAT" && Number.isFinite(value) && Math.abs(value) > largestFloat) {
    throw new ValueError(`${text} is out of range for FLOAT`);
  }
  if (!Number.isFinite(value)) throw new ValueError(`${shown(text)} is not a ${typeName(type)}`);
  statement.bindNumber(index, value);
}

function bindTemporal(
  statement: CellTarget,
  index: number,
  bytes: Buffer,
  cell: Cell,
  type: ColumnType,
): void {
  const { start, end } = cell;
  const canonical = end - start === 20 && bytes[end - 1] === 0x5a && bytes[start + 10] === 0x54;
  if (canonical || type === "NAIVE_DATE") {
    statement.bindText(index, cell.address, end - start);
    return;
  }
  let text = bytes.toString("latin1", start, end);
  if (text.length === 10) text += "T00:00:00";
  if (type === "UTC_DATETIME" && !/(Z|[+-]\d\d:?\d\d)$/.test(text)) text += "Z";
  statement.bindString(index, normalizeTemporal(text, type));
}

function bindDecimal(
  statement: CellTarget,
  index: number,
  given: string,
  type: DecimalType,
): boolean {
  const text = given === "true" ? "1" : given === "false" ? "0" : given.trim();
  const rounded = roundDecimal(text, type);
  const stored = storedDecimal(rounded);
  if (typeof stored === "number") statement.bindNumber(index, stored);
  else statement.bindString(index, stored);
  return losesDigits(text, type.scale);
}

/** Whether a number's text has digits other than zero beyond `scale`. */
function losesDigits(text: string, scale: number): boolean {
  const parts = /^[+-]?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const [, whole = "", fraction = "", exponent = "0"] = parts ?? [];
  const digits = `${whole}${fraction}`.replace(/0+$/, "");
  // Counted from the first digit of `whole`, the last one that the scale keeps.
  return digits !== "" && digits.length > whole.length + Number(exponent) + scale;
}

/** A decimal number's text with at most `scale` digits after the point, rounded half away from zero. */
export function roundDecimal(text: string, type: DecimalType): string {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (!parts || (parts[2] === "" && (parts[3] ?? "") === "")) {
    throw new ValueError(`${shown(text)} is not a ${typeName(type)}`);
  }
  const fraction = parts[3] ?? "";
  const exponent = Number(parts[4] ?? 0) - fraction.length + type.scale;
  const digits = BigInt(`${parts[2] ?? ""}${fraction}` || "0");
  const scaled =
    exponent >= 0
      ? digits * 10n ** BigInt(exponent)
      : divideHalfUp(digits, 10n ** BigInt(-exponent));
  if (scaled >= 10n ** BigInt(type.precision)) {
    throw new ValueError(`${shown(text)} has too many digits for ${typeName(type)}`);
  }
  const padded = scaled.toString().padStart(type.scale + 1, "0");
  const whole = padded.slice(0, padded.length - type.scale);
  const sign = parts[1] === "-" && scaled !== 0n ? "-" : "";
  return type.scale === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${padded.slice(padded.length - type.scale)}`;
}

function divideHalfUp(value: bigint, divisor: bigint): bigint {
  return (value * 2n + divisor) / (divisor * 2n);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
