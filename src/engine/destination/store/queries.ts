/** Reads the tables: summaries, pages, free queries. Nothing here changes them. */
import { UserError } from "../../../shared/base/userError.ts";
import { typeName, type ColumnType } from "../../../shared/model/columnType.ts";
import type { TableSummary } from "../../../shared/model/sync.ts";
import type {
  Cell,
  PageColumn,
  QueryResult,
  TablePage,
} from "../../../shared/protocol/destination.ts";
import { SqliteError, type Sqlite, type Statement } from "./sqlite.ts";
import { declaredType, deliver } from "./storage.ts";
import {
  deletedColumn,
  keyColumns,
  quote,
  rowNumber,
  storedColumns,
  systemColumns,
  systemColumnsOf,
  type Table,
  type Tables,
} from "./tables.ts";

export function summarize(sqlite: Sqlite, tables: Tables): readonly TableSummary[] {
  return tables.all().map((table) => ({
    schema: table.schema,
    name: table.name,
    declared: table.declared,
    primaryKey: table.primaryKey,
    rows: countRows(sqlite, table),
    deletedRows: countDeleted(sqlite, table),
    columns: storedColumns(table).map(({ name, type, declared }) => ({
      name,
      type: typeName(type),
      declared,
    })),
  }));
}

/** Rows are never removed and keep their number, so the newest number is their count. */
export function countRows(sqlite: Sqlite, table: Table): number {
  return Number(single(sqlite, `SELECT max(${rowNumber(table)}) FROM ${table.sql}`) ?? 0);
}

function countDeleted(sqlite: Sqlite, table: Table): number {
  if (!table.mayHaveDeleted) return 0;
  return Number(single(sqlite, `SELECT count(*) FROM ${table.sql} WHERE ${deletedColumn} = 1`));
}

/** The columns a table shows: its own, then Fivetran's. */
export function pageColumns(
  table: Table,
): readonly (PageColumn & { readonly columnType: ColumnType })[] {
  const own = storedColumns(table).map((column) => ({
    name: column.name,
    columnType: column.type,
    system: false,
  }));
  const system = systemColumnsOf(table).map((name) => ({
    name,
    columnType: systemColumns.get(name) ?? ("STRING" as const),
    system: true,
  }));
  const keys = keyColumns(table);
  return [...own, ...system].map((column) => ({
    ...column,
    type: typeName(column.columnType),
    primaryKey: keys.includes(column.name),
  }));
}

/** Rows `start` (from 0) to `start + count`, found by their number and so as fast at the end as at the beginning. */
export function readPage(sqlite: Sqlite, table: Table, start: number, count: number): TablePage {
  const columns = pageColumns(table);
  const names = columns.map(({ name }) => quote(name)).join(", ");
  const rowid = rowNumber(table);
  const statement = sqlite.prepare(
    `SELECT ${rowid}, ${names} FROM ${table.sql} WHERE ${rowid} > ?1 AND ${rowid} <= ?2 ORDER BY ${rowid}`,
  );
  statement.bindNumber(1, start);
  statement.bindNumber(2, start + count);
  const rowNumbers: number[] = [];
  const cells: Cell[][] = columns.map(() => []);
  while (statement.step()) {
    rowNumbers.push(Number(statement.value(0)));
    columns.forEach(({ columnType }, index) => {
      cells[index]?.push(deliver(statement.value(index + 1), columnType));
    });
  }
  statement.finalize();
  return {
    columns: columns.map(({ name, type, primaryKey, system }) => ({
      name,
      type,
      primaryKey,
      system,
    })),
    rowNumbers,
    cells,
    totalRows: countRows(sqlite, table),
  };
}

/** Runs one reading statement. Throws `UserError` for SQL that is wrong or would change the destination. */
export function query(sqlite: Sqlite, sql: string, limit: number): QueryResult {
  try {
    sqlite.run("PRAGMA query_only = ON");
    const statement = sqlite.prepare(sql);
    try {
      return readResult(sqlite, sql, statement, limit);
    } finally {
      statement.finalize();
    }
  } catch (error) {
    if (error instanceof SqliteError) throw queryError(error, sqlite);
    throw error;
  } finally {
    sqlite.run("PRAGMA query_only = OFF");
  }
}

function readResult(sqlite: Sqlite, sql: string, statement: Statement, limit: number): QueryResult {
  const names = statement.columnNames();
  if (names.length === 0) {
    throw new UserError("query.noResult", "This statement gives no rows.", {
      action: "Use a SELECT.",
    });
  }
  const types = resultTypes(sqlite, sql, names.length);
  const rows: Cell[][] = [];
  let truncated = false;
  while (statement.step()) {
    if (rows.length >= limit) {
      truncated = true;
      break;
    }
    rows.push(names.map((_, index) => deliver(statement.value(index), types[index])));
  }
  return {
    columns: names.map((name, index) => {
      const type = types[index];
      return { name, type: type === undefined ? "" : typeName(type) };
    }),
    rows,
    truncated,
  };
}

/** The Fivetran types of result columns that come straight from a table: SQLite tells them of a view. */
function resultTypes(
  sqlite: Sqlite,
  sql: string,
  count: number,
): readonly (ColumnType | undefined)[] {
  const types: (ColumnType | undefined)[] = [];
  const names = Array.from({ length: count }, (_, index) => `c${String(index)}`).join(", ");
  try {
    sqlite.run("PRAGMA query_only = OFF");
    sqlite.run(`CREATE TEMP VIEW query_result(${names}) AS ${sql}`);
    const columns = sqlite.prepare("PRAGMA temp.table_info(query_result)");
    while (columns.step()) types.push(declaredType(String(columns.value(2))));
    columns.finalize();
  } catch (error) {
    // A PRAGMA, a statement with a comment at its end: shown without types.
    if (!(error instanceof SqliteError)) throw error;
  } finally {
    sqlite.run("DROP VIEW IF EXISTS temp.query_result");
    sqlite.run("PRAGMA query_only = ON");
  }
  return types;
}

function queryError(error: SqliteError, sqlite: Sqlite): UserError {
  if (/readonly|query_only/i.test(error.message)) {
    return new UserError("query.writes", "This statement would change the destination.", {
      action: "Only statements that read are run here.",
      cause: error,
    });
  }
  const tables = error.message.includes("no such table")
    ? ` Tables: ${tableNames(sqlite).join(", ") || "none"}.`
    : "";
  return new UserError("query.failed", `The query failed: ${error.message}.${tables}`, {
    cause: error,
  });
}

function tableNames(sqlite: Sqlite): readonly string[] {
  const statement = sqlite.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  );
  const names: string[] = [];
  while (statement.step()) names.push(String(statement.value(0)));
  statement.finalize();
  return names;
}

function single(sqlite: Sqlite, sql: string): ReturnType<Statement["value"]> {
  const statement = sqlite.prepare(sql);
  try {
    return statement.step() ? statement.value(0) : null;
  } finally {
    statement.finalize();
  }
}
