/**
 * How Fivetran's types lie in SQLite. A column is declared `<Fivetran type> <storage>`, so that the database describes
 * itself and SQLite's affinity is the one we mean: INT for whole numbers (text of digits becomes an exact 64-bit
 * integer), REAL, TEXT, and BLOB (none) for bytes and DECIMALs.
 */
import {
  isDecimal,
  parseTypeName,
  type ColumnType,
  type ScalarType,
} from "../../../shared/model/columnType.ts";
import type { Cell } from "../../../shared/protocol/destination.ts";
import { decimalText } from "./decimalText.ts";
import type { SqliteValue } from "./sqlite.ts";

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

/** A stored value as Fivetran would deliver it; `type` is unknown for a computed one. */
export function deliver(value: SqliteValue, type: ColumnType | undefined): Cell {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (type !== undefined && isDecimal(type)) return decimalText(value, type.scale);
  if (typeof value === "bigint") return String(value);
  if (type === "BOOLEAN" && typeof value === "number") return value !== 0;
  return value;
}
