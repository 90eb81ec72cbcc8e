/** What a run was, what it did and how it ended: the vocabulary of reports, views and the CLI's JSON. */
import type { Finding } from "./findings.ts";

/** A JSON value; `parseJson` gives integers beyond 2^53 as bigint. */
export type Json =
  null | bigint | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type SyncStatus = "succeeded" | "failed" | "limited" | "cancelled";

/** How destination names are made from the connector's names. */
export type Naming = "FIVETRAN" | "SOURCE";

/**
 * Where a run begins: empty, where the newest run ended, at a checkpoint of an earlier run, or (a re-sync) with the newest
 * tables and an empty state.
 */
export type SyncStart =
  | { readonly kind: "fresh" }
  | { readonly kind: "continue" }
  | { readonly kind: "resync" }
  | { readonly kind: "from"; readonly run: number; readonly checkpoint: number };

/** Bounds of a trial run; reaching one ends it as "limited". */
export interface SyncLimits {
  /** Rows kept for each table. */
  readonly rows?: number;
  readonly seconds?: number;
  /** The most the database may hold; the run ends at the next checkpoint once it does. Default `defaultBudgetBytes`. */
  readonly databaseBytes?: number;
}

export const defaultBudgetBytes = 2 ** 30;

export interface SyncCounts {
  upserts: number;
  updates: number;
  deletes: number;
  truncates: number;
  checkpoints: number;
  files: number;
  warnings: number;
}

export interface ColumnSummary {
  readonly name: string;
  /** As `typeName` writes it. */
  readonly type: string;
  readonly declared: boolean;
}

export interface TableSummary {
  /** The destination schema, or null for the connection's own. */
  readonly schema: string | null;
  readonly name: string;
  readonly declared: boolean;
  readonly primaryKey: readonly string[];
  /** All rows, soft-deleted ones included. */
  readonly rows: number;
  readonly deletedRows: number;
  readonly columns: readonly ColumnSummary[];
}

export interface Checkpoint {
  /** From 1 within its run. */
  readonly index: number;
  /** Since the run began. */
  readonly seconds: number;
  /** Upserts, updates and deletes since the checkpoint before. */
  readonly rows: number;
  readonly state: Json;
  /** Where the connector called `op.checkpoint`; null for a state that was edited by hand. */
  readonly file: string | null;
  readonly line: number | null;
}

export interface SyncError {
  readonly message: string;
  readonly table: string | null;
  readonly column: string | null;
  readonly value: string | null;
  /** From 1: which operation on that table in this run. */
  readonly row: number | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly traceback: string | null;
}

/** A file that the connector uploaded with a row. */
export interface UploadedFile {
  readonly schema: string | null;
  readonly table: string;
  /** As the connector named it. */
  readonly path: string;
  readonly bytes: number;
  /** Where its bytes are kept. */
  readonly storedAt: string;
}

export interface MemoryUse {
  readonly databaseBytes: number;
  /** Of all rows in the database; null without rows. */
  readonly bytesPerRow: number | null;
  /** The most that the connector's process held; null where the system does not tell. */
  readonly connectorPeakBytes: number | null;
}

/** What `sync --json` prints. */
export interface SyncReport {
  readonly run: number;
  readonly status: SyncStatus;
  readonly sdkVersion: string | null;
  readonly pythonVersion: string | null;
  readonly seconds: number;
  readonly counts: Readonly<SyncCounts>;
  readonly tables: readonly TableSummary[];
  readonly state: Json;
  readonly checkpoints: readonly Checkpoint[];
  readonly findings: readonly Finding[];
  readonly error: SyncError | null;
  /** What a limited run left out, a sentence for each table or bound. */
  readonly limits: readonly string[];
  readonly files: readonly UploadedFile[];
  readonly memory: MemoryUse;
}

/** What a connector's output line was and where it came from. */
export interface LogLine {
  readonly level: "DEBUG" | "FINE" | "INFO" | "WARNING" | "ERROR" | "SEVERE" | "CRITICAL";
  /** `connector`: log.* of the connector; `sdk`: the SDK itself; the rest is what the process printed. */
  readonly origin: "connector" | "sdk" | "print" | "stderr" | "workbench";
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export function noCounts(): SyncCounts {
  return {
    upserts: 0,
    updates: 0,
    deletes: 0,
    truncates: 0,
    checkpoints: 0,
    files: 0,
    warnings: 0,
  };
}

/** An error that names nothing but itself. */
export function plainError(message: string): SyncError {
  return {
    message,
    table: null,
    column: null,
    value: null,
    row: null,
    file: null,
    line: null,
    traceback: null,
  };
}
