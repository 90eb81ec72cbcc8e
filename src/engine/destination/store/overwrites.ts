/**
 * Notices an upsert that replaces a row which the same run has already synced with other values. The upsert's own
 * `DO UPDATE`, which SQLite runs only for a key that is there, calls back; so an insert pays nothing for it.
 */
import type { Sqlite } from "./sqlite.ts";
import { deletedColumn, quote, syncedColumn } from "./tables.ts";

const signalName = "_connector_workbench_overwritten";

export class OverwriteSignal {
  #isSet = false;

  constructor(sqlite: Sqlite) {
    sqlite.defineSignal(signalName, () => {
      this.#isSet = true;
    });
  }

  /** Whether a statement overwrote since the last `reset`. */
  isSet(): boolean {
    return this.#isSet;
  }

  reset(): void {
    this.#isSet = false;
  }
}

/**
 * The SQL of `_fivetran_deleted` after an upsert: FALSE. `since` is the time before the run's first row, `replaced` the
 * columns and the SQL of their new values. Deleted rows, which an upsert revives, are not overwritten.
 */
export function aliveAfter(
  since: string,
  replaced: readonly { readonly name: string; readonly value: string }[],
): string {
  if (replaced.length === 0) return "0";
  // Two rows of values, since SQLite nests a chain of ANDs only a thousand deep.
  const before = replaced.map(({ name }) => quote(name)).join(", ");
  const after = replaced.map(({ value }) => value).join(", ");
  const condition = `${syncedColumn} > '${since}' AND NOT ${deletedColumn} AND (${before}) IS NOT (${after})`;
  return `CASE WHEN ${condition} THEN ${signalName}() ELSE 0 END`;
}
