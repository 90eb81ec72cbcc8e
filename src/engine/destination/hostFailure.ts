/** Puts what the host says of a failed operation into the destination's words. */
import { plainError, type SyncError } from "../../shared/model/sync.ts";
import type { Confirm, Finish } from "../../shared/protocol/frames.ts";
import type { Projection } from "./store/projection.ts";
import { sqlName } from "./store/tables.ts";

/** The error of a connector that failed, with the names that the destination gives its table and column. */
export function failureOf(
  { message, file, line, traceback, operation }: NonNullable<Finish["error"]>,
  { tables }: Projection,
): SyncError {
  const known = { ...plainError(message), file, line, traceback };
  if (operation === null) return known;
  const { schema, table, column, value, row } = operation;
  const { schema: destinationSchema, name } = tables.destinationTable(schema, table);
  const existing = tables.get(destinationSchema, name);
  return {
    ...known,
    table: sqlName(destinationSchema, name),
    column: column === null ? null : tables.destinationColumn(column, existing),
    value,
    row,
  };
}

/** The number that the next operation on a table will have; null when none is asked about, or the table was cut. */
export function nextRow(
  { tables, activity, fullTables }: Projection,
  { table }: Confirm,
): number | null {
  if (table === null) return null;
  const { schema, name } = tables.destinationTable(table.schema, table.table);
  const existing = tables.get(schema, name);
  if (existing && fullTables.has(existing.sql)) return null;
  const known = activity.find((other) => other.schema === schema && other.name === name);
  return (known?.operations ?? 0) + 1;
}
