/** What the destination worker answers and reports. Rows leave it only as pages, query results and files. */
import type { Finding } from "../model/findings.ts";
import type { ActiveRows, ColumnRule, TableProfile } from "../model/previews.ts";
import type {
  Checkpoint,
  LogLine,
  Naming,
  SyncCounts,
  SyncError,
  SyncLimits,
  SyncReport,
  SyncStart,
  TableSummary,
  UploadedFile,
} from "../model/sync.ts";

/** A value as a page or a query result shows it: exact, in Fivetran's spelling. LONGs beyond 2^53 are text. */
export type Cell = string | number | boolean | null;

export interface PageColumn {
  readonly name: string;
  /** As `typeName` writes it; empty for an expression whose type is not known. */
  readonly type: string;
  readonly primaryKey: boolean;
  readonly system: boolean;
}

/** Rows of a table in the order they were first seen, soft-deleted ones included. */
export interface TablePage {
  readonly columns: readonly PageColumn[];
  /** Row numbers (from 1, never reused) beside `cells`. */
  readonly rowNumbers: readonly number[];
  /** One array a column. */
  readonly cells: readonly (readonly Cell[])[];
  readonly totalRows: number;
}

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  /** True when there were more rows than `limit`. */
  readonly truncated: boolean;
}

export interface RunEntry {
  readonly run: number;
  /** `edit` is a change of the state by hand. */
  readonly kind: "sync" | "edit";
  readonly startedAt: string;
  /** Null while it runs, and for one whose process was killed. */
  readonly status: SyncReport["status"] | null;
  readonly checkpoints: readonly Checkpoint[];
  /** What was found when it ended; empty while it runs, and for one whose process was killed. */
  readonly findings: readonly Finding[];
  readonly error: SyncError | null;
}

/** A position in a project's history; checkpoint 0 is the run's start. */
export interface Moment {
  readonly run: number;
  readonly checkpoint: number;
}

export interface SyncRequest {
  readonly project: string;
  readonly configuration: string | null;
  readonly start: SyncStart;
  /** JSON text, given to the connector in place of the state the run would start with. */
  readonly state?: string;
  readonly naming: Naming;
  readonly limits: SyncLimits;
  readonly echo: boolean;
  /** Values by the names that the configuration refers to them by; undefined where nothing keeps secrets. Never written down. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Where the connector host connects; `token` is good for one connection. */
export interface Listening {
  readonly run: number;
  readonly port: number;
  readonly token: string;
}

/** How the connector's process ended, as its parent saw it. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last of what it wrote to standard error. */
  readonly stderr: string;
}

export interface DestinationApi {
  /** Rebuilds the destination from the logs of `storage` as of `at` (default: the newest state). */
  open(options: { readonly storage: string; readonly at?: Moment }): void;
  /** Begins a run and waits for one connector host; `finished` of the events reports its end. */
  startSync(request: SyncRequest): Promise<Listening>;
  /** Tells a run in progress that its process is gone. */
  processEnded(end: ProcessEnd): void;
  /** Ends a run in progress; what was checkpointed stays. */
  cancelSync(): void;
  tables(): readonly TableSummary[];
  /** Rows `start` (from 0) to `start + count`. */
  page(
    table: { readonly schema: string | null; readonly name: string },
    start: number,
    count: number,
  ): TablePage;
  /** One reading SQL statement; a statement that would change the destination is refused. */
  query(sql: string, limit: number): QueryResult;
  /** The files that the connector uploaded with rows that are kept. */
  files(): readonly UploadedFile[];
  runs(): readonly RunEntry[];
  /** JSON text, as the connector checkpointed it. */
  state(): string;
  /** Records a new state, JSON text of an object, as an entry of the history; tables stay. */
  setState(state: string): void;
  /** The rules that the tables are made by, as they were set. */
  columnRules(): readonly ColumnRule[];
  /**
   * Sets all rules, the last one of a column counting, and makes the tables anew from the logs. Tables and columns need not
   * exist yet. Refused for Fivetran's own columns, and for blocking a column of a primary key.
   */
  setColumnRules(rules: readonly ColumnRule[]): void;
  /** Declared against observed, for one table. */
  profile(table: { readonly schema: string | null; readonly name: string }): TableProfile;
  /** Monthly active rows of every table; the estimate is for `syncsPerMonth` syncs a month. */
  activeRows(syncsPerMonth: number): readonly ActiveRows[];
  /** Writes all tables to a file, `.sqlite` or `.json`; the file appears whole or not at all. */
  exportTo(file: string): void;
  close(): void;
}

export interface SyncProgress {
  readonly counts: SyncCounts;
  readonly seconds: number;
  /** Operations so far on each table. */
  readonly tables: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly operations: number;
  }[];
}

/** How far a starting run has come: its process runs, the SDK is imported, schema() has answered. */
export type StartPhase = "process" | "sdk" | "schema";

export interface DestinationEvents {
  /** `seconds` since the run began. */
  reached(phase: StartPhase, seconds: number): void;
  /** At most a few times a second while a run is in progress. */
  progress(progress: SyncProgress): void;
  log(line: LogLine): void;
  /** The connector host is connected and its SDK is known. */
  connected(info: {
    readonly sdkVersion: string;
    readonly pythonVersion: string;
    readonly pid: number;
  }): void;
  checkpoint(checkpoint: Checkpoint): void;
  finished(report: SyncReport): void;
}
