/** What Fivetran would do beside the sync itself, shown before deploying: column rules and monthly active rows. */

/** A setting of the destination, applied to the next sync and whenever runs are replayed. */
export interface ColumnRule {
  readonly schema: string | null;
  /** Destination names. */
  readonly table: string;
  readonly column: string;
  /** `block` leaves the column out; `hash` stores SHA-256 in hex, salted, NULL staying NULL. */
  readonly rule: "block" | "hash";
}

/** Monthly active rows (MAR) of a table: distinct keys that syncs touch in a calendar month, UTC. */
export interface ActiveRows {
  readonly schema: string | null;
  readonly table: string;
  /** Counted so far this month: keys that initial syncs and re-syncs touched are free. */
  readonly free: number;
  readonly paid: number;
  /** Rows that the newest sync which was no initial sync added, and others it touched; null while there is none. */
  readonly lastSync: { readonly added: number; readonly touched: number } | null;
  /** Paid rows of a whole month at the schedule: the same rows each time, and other rows each time. */
  readonly estimate: { readonly low: number; readonly high: number } | null;
}

/** Declared against observed, for one table. */
export interface TableProfile {
  readonly schema: string | null;
  readonly table: string;
  readonly declared: boolean;
  /** The names that operations called it by. */
  readonly sentAs?: readonly string[];
  readonly primaryKey: readonly string[];
  /** Upserts and updates looked at: those of the newest run. */
  readonly operations: number;
  readonly columns: readonly ColumnProfile[];
  /** Columns, or pairs of them, that could be the key; those that identify every row first. */
  readonly candidateKeys: readonly CandidateKey[];
  /** What the search for keys left out to be done in time, a sentence each. */
  readonly cuts: readonly string[];
}

export interface ColumnProfile {
  readonly name: string;
  /** As `typeName` writes it; null when schema() gives none. */
  readonly declaredType: string | null;
  /** The type it has in the destination; null while it is not there. */
  readonly type: string | null;
  /** What was sent, by the type each value would have on its own. */
  readonly observed: readonly {
    readonly type: string;
    readonly count: number;
    /** At most three, shortened; none of a hashed column. */
    readonly samples: readonly string[];
  }[];
  /** Of the operations that sent the column. */
  readonly nulls: number;
  readonly sent: number;
  /** The names that rows called it by, each with the Python types of its values (`str`, `float`) as far as they were seen. */
  readonly sentAs?: readonly { readonly name: string; readonly pythonTypes: readonly string[] }[];
}

export interface CandidateKey {
  readonly columns: readonly string[];
  /** Whether it is never NULL and no two rows of the table share it. */
  readonly identifies: boolean;
  readonly distinct: number;
  readonly nulls: number;
}
