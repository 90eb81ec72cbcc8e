/**
 * Monthly active rows (MAR) of each table: the distinct keys that upserts, updates and deletes touch in a calendar month, UTC, a
 * row once a month however often it changes [D-PRICE, D-MARMGMT]. What initial syncs and re-syncs touch is free [D-MARSQL,
 * D-MARREIMP]; a row that a paid run touched in the month is paid, whatever else touched it. A table without a key is counted by
 * its hash, so that every changed row is a new one [D-PRICE]. A blocked column changes nothing here [D-BLOCK]. Rows that only a
 * truncate marked are not counted: Fivetran does not say whether it counts them.
 *
 * Counted are the runs that led to the tables as they are: a fresh run starts anew, as a new connection would.
 *
 * The estimate repeats the newest paid run for a whole month from the rows there are: each of `syncs` runs adds `added` new rows
 * and touches `touched` that exist.
 *   low   the same rows each time:   syncs × added + min(touched, rows)
 *   high  other rows each time:      syncs × added + min(syncs × touched, rows)
 * No more than the rows there are can be touched beside the added ones, which count already.
 */
import type { ActiveRows } from "../../../shared/model/previews.ts";
import { countRows } from "./queries.ts";
import type { Sqlite } from "./sqlite.ts";
import type { SyncPeriods, SyncWork } from "./syncPeriods.ts";
import type { Tables } from "./tables.ts";

/** `syncsPerMonth` is not negative; `now` says which month it is. */
export function activeRows(
  sqlite: Sqlite,
  tables: Tables,
  periods: SyncPeriods,
  syncsPerMonth: number,
  now: Date,
): readonly ActiveRows[] {
  const since = `${now.toISOString().slice(0, 7)}-01T00:00:00.000000Z`;
  return tables.all().map((table) => {
    const { all, paid } = periods.count(table, since);
    const lastSync = periods.lastPaid(table) ?? null;
    const estimate = lastSync && estimateMonth(lastSync, countRows(sqlite, table), syncsPerMonth);
    return { schema: table.schema, table: table.name, free: all - paid, paid, lastSync, estimate };
  });
}

function estimateMonth(
  { added, touched }: SyncWork,
  rows: number,
  syncs: number,
): { readonly low: number; readonly high: number } {
  if (syncs === 0) return { low: 0, high: 0 };
  return {
    low: syncs * added + Math.min(touched, rows),
    high: syncs * added + Math.min(syncs * touched, rows),
  };
}
