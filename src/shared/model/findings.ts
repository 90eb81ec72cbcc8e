/** What a sync that "succeeded" is probably wrong about. Codes are stable: settings, suppressions and tests name them. */
export type Severity = "error" | "warning" | "info";

/** Every finding there is, with the sentence that the settings and the documentation show for it. */
export const findingTitles = {
  "undeclared-table": "Rows were emitted to a table that schema() does not declare",
  "surrogate-key": "A table has no primary key, so Fivetran keys it by a hash of each row",
  "overwritten-row": "One key was emitted more than once in a sync, with different values",
  "widened-column": "Values of different types made a column change its type",
  "null-column": "A column was only ever NULL",
  "unused-table": "A declared table got no rows",
  "unused-column": "A declared column was never sent",
  "merged-names": "Different names became one table or column",
  "typed-text": "Text was stored as a number, a date or a boolean because of its shape",
  "float-money": "An amount of money is a floating-point number",
  "json-text": "JSON was sent as text",
  "not-a-number": "NaN or an infinity was stored as NULL",
  "rounded-decimal": "Digits beyond a DECIMAL's scale were rounded away",
  "null-in-state": "A checkpoint's state holds NULL",
  "state-not-object": "A checkpoint's state is not a JSON object",
  "large-state": "A checkpoint's state is large",
  "no-checkpoint": "The sync made no checkpoint",
  "frequent-checkpoints": "Checkpoints are too close together",
  "rare-checkpoints": "Checkpoints are too far apart",
  "page-sized-table": "A table's row count suggests that only the first page was read",
  "high-memory": "The connector used more than 70 % of the 1 GB that production gives it",
  "no-effect": "Updates or deletes named rows that do not exist",
  "keyless-change": "Updates or deletes were ignored in a table without a primary key",
  "truncated-new-rows": "A truncate marked rows of the same sync as deleted",
  "rows-lost": "Rows after the last checkpoint were lost when the sync failed",
  "schema-key-ignored": "schema() uses a key that the SDK ignores",
  "key-as-text": "primary_key is text, of which the SDK takes every character as a column",
  "resync-remains": "A re-sync left rows that it did not emit again",
} as const;

export type FindingCode = keyof typeof findingTitles;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** One sentence or two, complete without the other fields. */
  readonly message: string;
  /** The destination table, `schema.table` when it has a schema. */
  readonly table: string | null;
  readonly column: string | null;
  /** The first row concerned, from 1: which operation on that table in this run. */
  readonly row: number | null;
  /** Absolute. */
  readonly file: string | null;
  readonly line: number | null;
  /** How many rows, checkpoints or values are concerned. */
  readonly count: number | null;
}

/** The findings whose codes the person has not turned off. */
export function withoutIgnored(
  findings: readonly Finding[],
  ignored: readonly string[],
): readonly Finding[] {
  return findings.filter(({ code }) => !ignored.includes(code));
}

export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingTitles, code);
}
