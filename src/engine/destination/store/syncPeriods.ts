/**
 * Which run touched which row last: the times of `_fivetran_synced` at which runs began, and of rows that a re-sync is about to
 * overwrite, when a paid run touched them. Monthly active rows are counted from it, see `activeRows.ts`.
 */
import type { RunCost } from "../../runs/runCost.ts";
import { countRows } from "./queries.ts";
import type { Sqlite } from "./sqlite.ts";
import { rowNumber, syncedColumn, type Table } from "./tables.ts";

/** What a run did to a table. */
export interface SyncWork {
  /** Rows that were not there before it. */
  readonly added: number;
  /** Rows that were there and that it touched. */
  readonly touched: number;
}

interface Period {
  readonly cost: RunCost;
  /** Every row of the run has a later time. */
  readonly after: string;
  /** By table as in SQL: rows when the run began. */
  readonly rows: ReadonlyMap<string, number>;
}

/** Paid rows that free runs have overwritten since. Attached, so that no table's name can clash with it. */
const ledger = "sync_periods.paid_rows";

export class SyncPeriods {
  readonly #sqlite: Sqlite;
  #newest: Period | undefined;
  /** When the first of the paid runs since the last free one began. */
  #paidAfter: string | undefined;
  #hasLedger = false;
  /** By table as in SQL: what the newest paid run did, once a free one has followed it. */
  #lastPaid: ReadonlyMap<string, SyncWork> | undefined;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** A run begins on the tables as they are; `after` is the newest `_fivetran_synced` there is. Not within a transaction. */
  begin(cost: RunCost, tables: readonly Table[], after: string): void {
    if (cost === "free" && this.#newest?.cost === "paid") this.#keepPaid(tables);
    if (cost === "paid") this.#paidAfter ??= after;
    const rows = new Map(tables.map((table) => [table.sql, countRows(this.#sqlite, table)]));
    this.#newest = { cost, after, rows };
  }

  /** Rows touched since `since` (as `_fivetran_synced`) by any run, and those of them that a paid run touched since. */
  count(table: Table, since: string): { readonly all: number; readonly paid: number } {
    const touched = `SELECT ${rowNumber(table)} AS number FROM ${table.sql} WHERE ${syncedColumn} >= ?1`;
    const paid =
      this.#paidAfter === undefined ? `${touched} AND 0` : `${touched} AND ${syncedColumn} > ?2`;
    const kept = `SELECT row FROM ${ledger} WHERE table_name = ?3 AND synced >= ?1`;
    const both = this.#hasLedger ? `${paid} UNION ${kept}` : paid;
    return {
      all: this.#number(`SELECT count(*) FROM (${touched})`, since),
      paid: this.#number(
        `SELECT count(*) FROM (${both})`,
        since,
        this.#paidAfter ?? "",
        ...(this.#hasLedger ? [table.sql] : []),
      ),
    };
  }

  /** What the newest paid run did to a table; undefined before there was one. */
  lastPaid(table: Table): SyncWork | undefined {
    const newest = this.#newest;
    if (newest?.cost === "paid") return this.#workOf(newest, table);
    return this.#lastPaid && (this.#lastPaid.get(table.sql) ?? { added: 0, touched: 0 });
  }

  #workOf({ after, rows }: Period, table: Table): SyncWork {
    const before = rows.get(table.sql) ?? 0;
    const number = rowNumber(table);
    return {
      added: countRows(this.#sqlite, table) - before,
      touched: this.#number(
        `SELECT count(*) FROM ${table.sql} WHERE ${number} <= ${String(before)} AND ${syncedColumn} > ?1`,
        after,
      ),
    };
  }

  /** Remembers the rows that paid runs touched, before a free run gives them other times. */
  #keepPaid(tables: readonly Table[]): void {
    const newest = this.#newest;
    if (newest) {
      this.#lastPaid = new Map(tables.map((table) => [table.sql, this.#workOf(newest, table)]));
    }
    if (!this.#hasLedger) {
      this.#sqlite.run(
        `ATTACH ':memory:' AS sync_periods; CREATE TABLE ${ledger}` +
          "(table_name TEXT, row INT, synced TEXT, PRIMARY KEY(table_name, row)) WITHOUT ROWID",
      );
      this.#hasLedger = true;
    }
    for (const table of tables) {
      const statement = this.#sqlite.prepare(
        `INSERT OR REPLACE INTO ${ledger} SELECT ?1, ${rowNumber(table)}, ${syncedColumn} ` +
          `FROM ${table.sql} WHERE ${syncedColumn} > ?2`,
      );
      statement.bindString(1, table.sql);
      statement.bindString(2, this.#paidAfter ?? "");
      statement.execute();
      statement.finalize();
    }
    this.#paidAfter = undefined;
  }

  #number(sql: string, ...values: readonly string[]): number {
    const statement = this.#sqlite.prepare(sql);
    try {
      values.forEach((value, index) => {
        statement.bindString(index + 1, value);
      });
      return statement.step() ? Number(statement.value(0)) : 0;
    } finally {
      statement.finalize();
    }
  }
}
