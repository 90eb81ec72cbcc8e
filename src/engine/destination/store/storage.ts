/**
 * How Fivetran's types lie in SQLite. A column is declared `<Fivetran type> <storage>`, so that the database describes
 * itself and SQLite's affinity is the one we mean: INT for whole numbers (text of digits becomes an exact 64-bit
 * integer), REAL, TEXT, and BLOB (none) for bytes and DECIMALs.
 *
 * A DECIMAL of at most 15 digits is a number, so that SQL compares it as one; a longer one is text, to stay exact.
 */
import {
  isDecimal,
  parseTypeName,
  type ColumnType,
  type ScalarType,
} from "../../../shared/model/columnType.ts";
import type { Cell } from "../../../shared/protocol/destination.ts";
import type { SqliteValue } from "./sqlite.ts";

/** The digits a double carries exactly. */
export const exactDigits = 15;

export function declaration(type: ColumnType): string {
  // SQL wants the digits after the last word.
  if (isDecimal(type)) return `DECIMAL BLOB(${String(type.precision)},${String(type.scale)})`;
  return `${type} ${storage(type)}`;
}

/** The Fivetran type that `declaration` was made of; undefined for an expression. */
export function declaredType(text: string): ColumnType | undefined {
  return parseTypeName(text.replace("DECIMAL BLOB", "DECIMAL").split(" ")[0] ?? "");
}

function storage(type: ScalarType): "INT" | "REAL" | "TEXT" | "BLOB" {
  switch (type) {
    case "BOOLEAN":
    case "SHORT":
    case "INT":
    case "LONG":
      return "INT";
    case "FLOAT":
    case "DOUBLE":
      return "REAL";
    case "BINARY":
      return "BLOB";
    default:
      return "TEXT";
  }
}

/** The SQL that turns a stored value of one type into one of a wider type; bytes stay bytes, see `Tables.widen`. */
export function conversion(column: string, from: ColumnType, to: ColumnType): string {
  if (to === "STRING") return asText(column, from);
  if (to === "FLOAT" || to === "DOUBLE") return `CAST(${column} AS REAL)`;
  if (to === "NAIVE_DATETIME") return `${column} || 'T00:00:00'`;
  if (to === "UTC_DATETIME") {
    return from === "NAIVE_DATE" ? `${column} || 'T00:00:00Z'` : `${column} || 'Z'`;
  }
  return column;
}

function asText(column: string, from: ColumnType): string {
  if (from === "BOOLEAN") return `CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`;
  if (from === "BINARY") return column;
  if (isDecimal(from)) {
    return from.scale === 0
      ? `CAST(${column} AS TEXT)`
      : `CASE typeof(${column}) WHEN 'null' THEN NULL WHEN 'text' THEN ${column} ELSE printf('%.${String(from.scale)}f', ${column}) END`;
  }
  return `CAST(${column} AS TEXT)`;
}

/** A stored value as Fivetran would deliver it; `type` is unknown for a computed one. */
export function deliver(value: SqliteValue, type: ColumnType | undefined): Cell {
  if (value === null) return null;
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (type === "BOOLEAN" && typeof value === "number") return value !== 0;
  if (type !== undefined && isDecimal(type)) return decimalText(value, type.scale);
  return value;
}

function decimalText(value: number | string, scale: number): string {
  if (typeof value === "number") return value.toFixed(scale);
  const missing = scale - (value.split(".")[1]?.length ?? 0);
  return missing > 0 ? `${value.includes(".") ? value : `${value}.`}${"0".repeat(missing)}` : value;
}
