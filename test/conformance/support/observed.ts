/** What is in a destination and what should be, as lines of text that are compared and shown when they differ. */
import type { SyncReport, TableSummary } from "../../../src/shared/model/sync.ts";
import type {
  Cell,
  DestinationApi,
  QueryResult,
  TablePage,
} from "../../../src/shared/protocol/destination.ts";
import type { Remote } from "../../../src/shared/rpc/rpc.ts";
import { formatJson, parseJson } from "../../../src/shared/base/json.ts";
import type { ConformanceCase, ExpectedTable, Outcome } from "./caseFile.ts";

export interface Observed {
  readonly tables: readonly ObservedTable[];
  readonly state: string;
  readonly queries: ReadonlyMap<string, QueryResult>;
}

interface ObservedTable {
  readonly summary: TableSummary;
  readonly page: TablePage;
}

const manyRows = 100_000;

export async function observe(
  remote: Remote<DestinationApi>,
  queries: readonly string[],
): Promise<Observed> {
  const tables: ObservedTable[] = [];
  for (const summary of await remote.tables())
    tables.push({ summary, page: await remote.page(summary, 0, manyRows) });
  const results = new Map<string, QueryResult>();
  for (const sql of queries) results.set(sql, await remote.query(sql, manyRows));
  return { tables, state: await remote.state(), queries: results };
}

/** Everything that was observed, to hold two observations of one moment against each other. */
export function wholeText({ tables, state, queries }: Observed): string {
  const parts = tables.flatMap(({ summary, page }) => [
    JSON.stringify(summary),
    page.columns
      .map(({ name, type, primaryKey }) => `${name} ${type} ${String(primaryKey)}`)
      .join(),
    ...rowsOf(
      page,
      page.columns.map(({ name }) => name),
    ),
  ]);
  const results = [...queries].map(([sql, { rows }]) => `${sql} ${JSON.stringify(rows)}`);
  return [...parts, `state ${state}`, ...results].join("\n");
}

/** The part of what was observed that an outcome speaks of, and the outcome, as texts that must be equal. */
export function comparison(
  expected: Outcome,
  { tables, state, queries }: Observed,
): { readonly expected: string; readonly actual: string } {
  const left: string[] = [];
  const right: string[] = [];
  if (expected.tables !== undefined) {
    for (const [name, table] of sorted(Object.entries(expected.tables)))
      left.push(...expectedTable(name, table));
    const named = tables.map((table): [string, ObservedTable] => [nameOf(table.summary), table]);
    for (const [name, table] of sorted(named))
      right.push(...observedTable(name, table, expected.tables[name]));
  }
  if (expected.state !== undefined) {
    left.push(`state ${JSON.stringify(expected.state)}`);
    right.push(`state ${formatJson(parseJson(state))}`);
  }
  for (const [sql, rows] of Object.entries(expected.queries ?? {})) {
    left.push(sql, ...rows.map((row) => `  ${JSON.stringify(row)}`));
    right.push(sql, ...(queries.get(sql)?.rows ?? []).map((row) => `  ${JSON.stringify(row)}`));
  }
  return { expected: left.join("\n"), actual: right.join("\n") };
}

/** How the sync ended, and how it should have: texts that must be equal. */
export function endings(
  expected: Outcome,
  report: SyncReport,
  { failingLine }: ConformanceCase,
): { readonly expected: string; readonly actual: string } {
  const { failed, counts } = expected;
  const left = [failed ? "failed" : "succeeded"];
  const right: string[] = [report.status];
  const error = report.error;
  if (failed) {
    const matches = new RegExp(failed.message, "s").test(error?.message ?? "");
    left.push(`message ~ ${failed.message}`);
    right.push(matches ? `message ~ ${failed.message}` : `message = ${String(error?.message)}`);
    for (const field of ["table", "column", "value", "row"] as const) {
      if (failed[field] === undefined) continue;
      left.push(`${field} ${String(failed[field])}`);
      right.push(`${field} ${String(error?.[field])}`);
    }
    if (failingLine !== null) {
      left.push(`line ${String(failingLine)}`);
      right.push(`line ${String(error?.line)}`);
    }
  } else if (error) right.push(`${error.message} ${error.traceback ?? ""}`);
  for (const name of Object.keys(counts ?? {}) as (keyof typeof report.counts)[]) {
    left.push(`${name} ${String(counts?.[name])}`);
    right.push(`${name} ${String(report.counts[name])}`);
  }
  return { expected: left.join("\n"), actual: right.join("\n") };
}

function expectedTable(name: string, table: ExpectedTable): string[] {
  const declared = table.declared === undefined ? "" : ` declared ${String(table.declared)}`;
  return [
    `table ${name} key (${(table.key ?? []).join(", ")})${declared}`,
    `  ${table.columns.join(" | ")}`,
    ...table.rows.map((row) => `  ${row.map(shown).join(" | ")}`),
  ];
}

function observedTable(
  name: string,
  { summary, page }: ObservedTable,
  expected: ExpectedTable | undefined,
): string[] {
  const wanted = expected?.columns.map((column) => column.slice(0, column.lastIndexOf(" "))) ?? [];
  const rest = page.columns
    .map((column) => column.name)
    .filter((column) => !wanted.includes(column) && !unlisted.has(column));
  const names = [...wanted.filter((column) => hasColumn(page, column)), ...rest];
  const types = new Map(page.columns.map((column) => [column.name, column.type]));
  const declared = expected?.declared === undefined ? "" : ` declared ${String(summary.declared)}`;
  return [
    `table ${name} key (${summary.primaryKey.join(", ")})${declared}`,
    `  ${names.map((column) => `${column} ${types.get(column) ?? ""}`).join(" | ")}`,
    ...rowsOf(page, names),
  ];
}

const unlisted = new Set(["_fivetran_synced", "_fivetran_id"]);

function hasColumn(page: TablePage, name: string): boolean {
  return page.columns.some((column) => column.name === name);
}

function rowsOf(page: TablePage, names: readonly string[]): string[] {
  const indexes = names.map((name) => page.columns.findIndex((column) => column.name === name));
  return page.rowNumbers.map(
    (_, row) => `  ${indexes.map((index) => shown(page.cells[index]?.[row] ?? null)).join(" | ")}`,
  );
}

/** A cell as JSON; a long one by its length, so that a difference stays readable. */
function shown(cell: Cell): string {
  const text = JSON.stringify(cell);
  return text.length <= 2_000 ? text : `${text.slice(0, 100)}… (${String(text.length)} characters)`;
}

function nameOf({ schema, name }: TableSummary): string {
  return schema === null ? name : `${schema}.${name}`;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
}
