/** Refuses, before the first row, a schema() that contradicts the tables there are or Fivetran's own columns. */
import { UserError } from "../../../shared/base/userError.ts";
import { typeName, type ColumnType } from "../../../shared/model/columnType.ts";
import type { DeclaredTable } from "../../../shared/protocol/frames.ts";
import { join, sameType } from "./lattice.ts";
import { declaredColumnType, fold, systemColumns, type Table, type Tables } from "./tables.ts";

/** Throws a `UserError` that names the table, what it has and what it is to get. */
export function checkDeclarations(tables: Tables, declared: readonly DeclaredTable[]): void {
  for (const entry of declared) {
    checkReservedKeys(entry);
    const table = tables.find(entry.schema, entry.table);
    if (!table) continue;
    checkKey(tables, table, entry);
    checkTypes(tables, table, entry);
  }
}

function checkReservedKeys({ table, primaryKey }: DeclaredTable): void {
  const reserved = primaryKey.find((key) => systemColumns.has(fold(key)));
  if (reserved === undefined) return;
  throw new UserError(
    "destination.reservedKey",
    `schema() makes ${reserved} a primary key of table ${table}, but that column is Fivetran's own.`,
    { action: "Name a column of the source." },
  );
}

function checkKey(tables: Tables, table: Table, { primaryKey }: DeclaredTable): void {
  const wanted = [...new Set(primaryKey.map((column) => tables.destinationColumn(column, table)))];
  const has = table.primaryKey;
  if (wanted.length === has.length && wanted.every((key) => has.includes(key))) return;
  throw new UserError(
    "destination.keyChanged",
    `The primary key of table ${table.name} was ${shownKey(has)} and schema() now declares ${shownKey(wanted)}.`,
    { action: "Start fresh to build the table anew, or declare the old key." },
  );
}

function checkTypes(tables: Tables, table: Table, { columns }: DeclaredTable): void {
  for (const column of columns) {
    const wanted = declaredColumnType(column);
    const name = tables.destinationColumn(column.name, table);
    const existing = table.columns.find((known) => known.name === name);
    // Of a hashed column only the type it was declared with tells what its values were.
    const has = existing?.hashedFrom === undefined ? existing?.type : existing.hashedFrom;
    if (wanted === undefined || !has || holds(wanted, has)) continue;
    throw new UserError(
      "destination.typeChanged",
      `Column ${name} of table ${table.name} was ${typeName(has)} and schema() now declares ${typeName(wanted)}.`,
      { action: "Start fresh to build the table anew, or declare the old type." },
    );
  }
}

/** Whether a column of the wanted type can hold what it has. */
function holds(wanted: ColumnType, has: ColumnType): boolean {
  return sameType(join(has, wanted), wanted);
}

function shownKey(key: readonly string[]): string {
  return key.length === 0 ? "none (_fivetran_id)" : `(${key.join(", ")})`;
}
