/** A row that the destination cannot take: says which, and where the connector emitted it. */
import { plainError, type SyncError } from "../../../shared/model/sync.ts";

export class RowError extends Error {
  readonly details: SyncError;

  constructor(
    message: string,
    where: {
      readonly table: string;
      readonly column?: string;
      readonly value?: string;
      readonly row: number;
      readonly file: string | null;
      readonly line: number | null;
    },
  ) {
    super(message);
    this.details = {
      ...plainError(message),
      table: where.table,
      column: where.column ?? null,
      value: where.value ?? null,
      row: where.row,
      file: where.file,
      line: where.line,
    };
  }
}
