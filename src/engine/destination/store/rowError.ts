/** A row that the destination cannot take: says which, and where the connector emitted it. */
import { describeError, UserError } from "../../../shared/base/userError.ts";
import { plainError, type SyncError } from "../../../shared/model/sync.ts";
import type { RowOperation } from "../../../shared/protocol/frames.ts";
import { ValueError } from "./cellBinder.ts";
import { SqliteError } from "./sqlite.ts";

export class RowError extends Error {
  readonly details: SyncError;

  constructor(details: SyncError) {
    super(details.message);
    this.details = details;
  }
}

/** A key that does not identify a row; `message` continues a sentence about the row. */
export class KeyError extends Error {
  readonly column: string;

  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}

export interface FailedColumn {
  readonly name: string;
  readonly value: string;
}

export interface RowPlace {
  readonly operation: RowOperation;
  readonly table: string;
  readonly column: FailedColumn | undefined;
  readonly row: number;
  readonly file: string | null;
  readonly line: number | null;
}

/** What a row failed by, as a `RowError`; errors that are no row's fault stay what they are. */
export function locateRow(error: unknown, place: RowPlace): unknown {
  const { operation, table, column, row, file, line } = place;
  const subject = `${operation} of row ${String(row)} of table ${table}`;
  const known = { table, row, file, line };
  if (error instanceof KeyError) {
    return new RowError({
      ...plainError(`${subject} ${error.message}`),
      ...known,
      column: error.column,
    });
  }
  const reason = reasonOf(error);
  if (reason === undefined) return error;
  const message = `${subject}${column ? `, column ${column.name}` : ""}: ${reason}`;
  return new RowError({
    ...plainError(message),
    ...known,
    column: column?.name ?? null,
    value: column?.value ?? null,
  });
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof SqliteError && error.message.startsWith("UNIQUE constraint failed")) {
    return "two rows would have the same key once the key column holds values of both types";
  }
  if (error instanceof ValueError || error instanceof SqliteError) return error.message;
  return error instanceof UserError ? describeError(error) : undefined;
}
