/** What findings are made of: plain facts about a run that has ended, and about the tables it left. */
import type { ColumnType } from "../../../shared/model/columnType.ts";
import type { Checkpoint, SyncStatus } from "../../../shared/model/sync.ts";
import type { DeclaredTable, RowOperation } from "../../../shared/protocol/frames.ts";
import type { ColumnNotes, TableNotes } from "../store/observations.ts";
import type { Place } from "../store/rowBatch.ts";
import type { StateNotes } from "../store/stateNotes.ts";

export interface Evidence {
  readonly run: RunFacts;
  /** What schema() declared; null when the connector has none or it was not reached. */
  readonly schema: readonly DeclaredTable[] | null;
  /** The tables that schema() declared or that operations named. */
  readonly tables: readonly TableEvidence[];
  /** All tables in which a re-sync left rows that it did not emit; empty for other runs. */
  readonly remains: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly rows: number;
  }[];
  locate(place: Place): Location;
}

export interface Location {
  readonly file: string | null;
  readonly line: number | null;
}

export interface RunFacts {
  readonly status: SyncStatus;
  readonly seconds: number;
  /** Whether it began with the state {}. */
  readonly startsEmpty: boolean;
  /** While one looks at a breakpoint, time passes. */
  readonly isDebugged: boolean;
  readonly operations: number;
  readonly truncates: number;
  readonly checkpoints: readonly Checkpoint[];
  /** Upserts, updates and deletes after the last checkpoint. */
  readonly rowsSinceCheckpoint: number;
  readonly states: StateNotes;
  /** Null where the system does not tell. */
  readonly connectorPeakBytes: number | null;
}

export interface TableEvidence {
  readonly schema: string | null;
  /** The destination's name. */
  readonly name: string;
  readonly exists: boolean;
  /** Whether it has, or had before, a declaration. */
  readonly declared: boolean;
  /** The entries of this run's schema() that became this table. */
  readonly declarations: readonly DeclaredTable[];
  readonly primaryKey: readonly string[];
  /** All rows, of this run and earlier ones. */
  readonly rows: number;
  readonly counts: Readonly<Record<RowOperation, number>>;
  /** The names that operations used, `schema.table` when they named a schema, each with its first row. */
  readonly names: readonly Use[];
  readonly columns: readonly ColumnEvidence[];
  readonly notes: TableNotes | undefined;
}

/** A name that the connector used. */
export interface Use {
  readonly name: string;
  /** Rows that had it. */
  readonly count: number;
  readonly row: number;
  readonly place: Place;
  /** The Python type its values began with; null while unknown. */
  readonly pythonType: string | null;
  /** Whether another name of the same row had become the same column before it. */
  readonly isSecond: boolean;
}

export interface ColumnEvidence {
  readonly name: string;
  /** Undefined while the table does not have the column. */
  readonly type: ColumnType | undefined;
  readonly declared: boolean;
  readonly isKey: boolean;
  /** Whether the settings block or hash it, so that its values are not the connector's. */
  readonly isRuled: boolean;
  /** Whether all rows there are have NULL in it; only looked at for declared columns. */
  readonly isEmpty: boolean;
  /** The names in schema(), and the line of the first. */
  readonly declaredAs: readonly string[];
  readonly declaredLine: number | null;
  /** The names in upserts and updates. */
  readonly sentAs: readonly Use[];
  readonly notes: ColumnNotes | undefined;
}
