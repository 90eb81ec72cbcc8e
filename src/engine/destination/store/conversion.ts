/** How a column's values become those of a wider type: in SQL where SQL says the same as Fivetran, else value by value. */
import { isDecimal, type ColumnType } from "../../../shared/model/columnType.ts";
import { decimalText, storedDecimal } from "./decimalText.ts";
import type { Sqlite, SqliteValue } from "./sqlite.ts";

/** The SQL for a stored value of one type as one of a wider type, unless `convertsByValue`. */
export function conversion(column: string, from: ColumnType, to: ColumnType): string {
  if (convertsByValue(from, to)) return column;
  if (to === "STRING") {
    return from === "BOOLEAN"
      ? `CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`
      : `CAST(${column} AS TEXT)`;
  }
  if (to === "FLOAT" || to === "DOUBLE") return `CAST(${column} AS REAL)`;
  if (to === "NAIVE_DATETIME") return `${column} || 'T00:00:00'`;
  if (to === "UTC_DATETIME") {
    return from === "NAIVE_DATE" ? `${column} || 'T00:00:00Z'` : `${column} || 'Z'`;
  }
  return column;
}

/** Whether SQL would say it differently: it has 15 digits for a double, and no base64. */
export function convertsByValue(from: ColumnType, to: ColumnType): boolean {
  if (isDecimal(to)) return from === "LONG";
  return to === "STRING" && (isDecimal(from) || isText(from));
}

function isText(from: ColumnType): boolean {
  return from === "BINARY" || from === "FLOAT" || from === "DOUBLE";
}

/** Names as they are in SQL. */
interface ColumnCopy {
  readonly old: string;
  readonly into: string;
  readonly rowid: string;
  readonly column: string;
}

/** Converts a column from the old table: text affinity would have made text of a number by SQLite's own rules. */
export function convertByValue(
  sqlite: Sqlite,
  { old, into, rowid, column }: ColumnCopy,
  from: ColumnType,
  to: ColumnType,
): void {
  const read = sqlite.prepare(`SELECT ${rowid}, ${column} FROM ${old} WHERE ${column} IS NOT NULL`);
  const write = sqlite.prepare(`UPDATE ${into} SET ${column} = ?1 WHERE ${rowid} = ?2`);
  while (read.step()) {
    const value = read.value(1);
    if (value === null) continue;
    const converted = convertValue(value, from, to);
    if (typeof converted === "number") write.bindNumber(1, converted);
    else write.bindString(1, converted);
    write.bindNumber(2, Number(read.value(0)));
    write.execute();
  }
  read.finalize();
  write.finalize();
}

/** What is stored for a value, not NULL, of one type in a column of a wider one; for pairs that `convertsByValue`. */
function convertValue(
  value: Exclude<SqliteValue, null>,
  from: ColumnType,
  to: ColumnType,
): number | string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (isDecimal(to)) return storedDecimal(String(value));
  if (isDecimal(from)) return decimalText(value, from.scale);
  return typeof value === "number" ? floatText(value) : String(value);
}

/** A floating-point number as Python writes it, which is how it would have come in a column of text. */
function floatText(value: number): string {
  const [digits = "", power = ""] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= 16 || exponent < -4) {
    const sign = exponent < 0 ? "-" : "+";
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.includes(".") ? text : `${text}.0`;
}
