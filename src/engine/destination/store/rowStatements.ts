/** The SQL for rows of one shape: which of its columns go where, for the table as it is now. */
import type { ColumnType } from "../../../shared/model/columnType.ts";
import type { Shape } from "../../../shared/protocol/frames.ts";
import { aliveAfter } from "./overwrites.ts";
import type { Sqlite, Statement } from "./sqlite.ts";
import {
  deletedColumn,
  fold,
  idColumn,
  keyColumns,
  quote,
  storedColumns,
  syncedColumn,
  systemColumns,
  type Column,
  type Table,
  type Tables,
} from "./tables.ts";

/** One column of a shape. */
export interface Slot {
  readonly name: string;
  /** Undefined while the table does not have the column: no value but NULL has arrived. */
  readonly column: Column | undefined;
  /** Whether a value makes a column of it. */
  readonly isNew: boolean;
  /** Whether the value is stored when there is one. */
  readonly isStored: boolean;
  /** The parameter it is bound to as it is; 0 when it is not stored, or hashed. */
  readonly parameter: number;
  readonly isKey: boolean;
  /** Whether it is a column of the row, stored or blocked: not a second one of its name, nor one of Fivetran's. */
  readonly isOwn: boolean;
}

/** A column of a shape that is stored hashed. */
export interface HashedSlot {
  /** Its place among the shape's columns. */
  readonly index: number;
  readonly parameter: number;
  /** Its declared type; null for none. */
  readonly from: ColumnType | null;
}

/** How rows of a shape are applied; good as long as the table's version is the one it was made for. */
export interface RowPlan {
  readonly shape: Shape;
  readonly table: Table;
  readonly version: number;
  readonly slots: readonly Slot[];
  readonly hashed: readonly HashedSlot[];
  /** Undefined when rows of this shape change nothing. */
  readonly statement: Statement | undefined;
  readonly syncedParameter: number;
  /** Set for a table keyed by `_fivetran_id`. */
  readonly idParameter: number;
  /** Key columns that the shape does not have. */
  readonly missingKeys: readonly string[];
}

/** `since` is the newest `_fivetran_synced` before this run. */
export function planRows(
  sqlite: Sqlite,
  tables: Tables,
  shape: Shape,
  table: Table,
  since: string,
): RowPlan {
  const stored = new Map(storedColumns(table).map((column) => [column.name, column]));
  const seen = new Set<string>();
  let parameters = 0;
  // Without a declared key nothing says which row is meant, so that not even a column comes of it.
  const isIgnored = shape.operation !== "upsert" && table.primaryKey.length === 0;
  const planned = shape.columns.map((source): Slot => {
    const name = tables.destinationColumn(source, table);
    const column = stored.get(name);
    const isKey = table.primaryKey.includes(name);
    // The first of several columns that become one name is kept; names of system columns are Fivetran's.
    const isOwn = !seen.has(fold(name)) && !systemColumns.has(name);
    const ignored = !isOwn || tables.rules.isBlocked(table, name);
    seen.add(fold(name));
    const wanted = isKey || (shape.operation !== "delete" && !isIgnored);
    const isStored = !ignored && wanted;
    const parameter = column !== undefined && isStored ? ++parameters : 0;
    const isNew = column === undefined && isStored && shape.operation !== "delete";
    const owned = ignored ? undefined : column;
    return { name, column: owned, isNew, isStored, parameter, isKey, isOwn };
  });
  const bound = planned.filter((slot) => slot.parameter > 0);
  const missingKeys = table.primaryKey.filter((key) => !seen.has(fold(key)));
  const syncedParameter = parameters + 1;
  const idParameter =
    table.primaryKey.length === 0 && shape.operation === "upsert" ? parameters + 2 : 0;
  const sql =
    missingKeys.length > 0
      ? undefined
      : statementFor(shape, table, bound, syncedParameter, idParameter, since);
  return {
    shape,
    table,
    version: table.version,
    ...splitHashed(planned),
    statement: sql === undefined ? undefined : sqlite.prepare(sql),
    syncedParameter,
    idParameter,
    missingKeys,
  };
}

/** Hashed columns are bound apart, so that the others pay nothing for them. */
function splitHashed(planned: readonly Slot[]): Pick<RowPlan, "slots" | "hashed"> {
  const hashed = planned.flatMap(({ column, parameter }, index): HashedSlot[] =>
    column?.hashedFrom !== undefined && parameter > 0
      ? [{ index, parameter, from: column.hashedFrom }]
      : [],
  );
  const slots = planned.map((slot, index) =>
    hashed.some((apart) => apart.index === index) ? { ...slot, parameter: 0 } : slot,
  );
  return { slots, hashed };
}

function statementFor(
  shape: Shape,
  table: Table,
  bound: readonly Slot[],
  syncedParameter: number,
  idParameter: number,
  since: string,
): string | undefined {
  const keysAreStored = table.primaryKey.every((key) => bound.some((slot) => slot.name === key));
  if (shape.operation === "upsert") {
    // A key column without a type appears with its first value, and the plan is made anew then.
    return keysAreStored ? upsert(table, bound, syncedParameter, idParameter, since) : undefined;
  }
  if (table.primaryKey.length === 0 || !keysAreStored) return undefined;
  const changes = shape.operation === "delete" ? [`${deletedColumn} = 1`] : assignments(bound);
  const set = [...changes, `${syncedColumn} = ?${String(syncedParameter)}`].join(", ");
  const where = bound
    .filter((slot) => slot.isKey)
    .map((slot) => `${quote(slot.name)} = ?${String(slot.parameter)}`);
  return `UPDATE ${table.sql} SET ${set} WHERE ${where.join(" AND ")}`;
}

function assignments(bound: readonly Slot[]): string[] {
  return bound
    .filter((slot) => !slot.isKey)
    .map((slot) => `${quote(slot.name)} = ?${String(slot.parameter)}`);
}

/** An upsert replaces the row: a column that it does not send becomes NULL, and a deleted row lives again. */
function upsert(
  table: Table,
  bound: readonly Slot[],
  syncedParameter: number,
  idParameter: number,
  since: string,
): string {
  const columns = bound.map((slot) => quote(slot.name));
  const values = bound.map((slot) => `?${String(slot.parameter)}`);
  const sent = new Set(bound.map((slot) => slot.name));
  const replaced = storedColumns(table)
    .filter(({ name }) => !table.primaryKey.includes(name))
    .map(({ name }) => ({ name, value: sent.has(name) ? `excluded.${quote(name)}` : "NULL" }));
  const id =
    idParameter > 0
      ? { columns: [idColumn], values: [`?${String(idParameter)}`] }
      : { columns: [], values: [] };
  const allColumns = [...columns, ...id.columns, deletedColumn, syncedColumn];
  const allValues = [...values, ...id.values, "0", `?${String(syncedParameter)}`];
  // Rows of one `_fivetran_id` are equal.
  const alive = idParameter > 0 ? "0" : aliveAfter(since, replaced);
  const set = [
    ...replaced.map(({ name, value }) => `${quote(name)} = ${value}`),
    `${deletedColumn} = ${alive}`,
    `${syncedColumn} = excluded.${syncedColumn}`,
  ];
  return (
    `INSERT INTO ${table.sql}(${allColumns.join(", ")}) VALUES(${allValues.join(", ")}) ` +
    `ON CONFLICT(${keyColumns(table).map(quote).join(", ")}) DO UPDATE SET ${set.join(", ")}`
  );
}
