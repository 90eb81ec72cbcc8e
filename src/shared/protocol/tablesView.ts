/** The table browser: what its page asks of the extension host, and what the host tells the page. */
import type { TablePage } from "./destination.ts";

/** Rows asked for at once; the host refuses more. */
export const maxPageRows = 500;

/** Which table a page shows; kept by the editor across a window reload. */
export interface TableReference {
  /** The folder of connector.py. */
  readonly project: string;
  readonly schema: string | null;
  readonly table: string;
}

/** The page's own state across a reload: the table and where the reader was. */
export interface TablesPageState extends TableReference {
  /** The focused cell: row position from 0 (-1 is the header) and column position from 0. */
  readonly row: number;
  readonly column: number;
}

/** What is said on the page, in the editor's language. `{0}` stands for a number. */
export interface TablesLabels {
  readonly rowNumber: string;
  readonly primaryKey: string;
  readonly system: string;
  readonly deleted: string;
  readonly null: string;
  readonly loading: string;
  readonly oneRow: string;
  readonly rows: string;
  readonly deletedRows: string;
  readonly running: string;
  readonly empty: string;
  readonly missing: string;
  readonly failed: string;
}

export interface TableDescription {
  readonly reference: TableReference;
  /** As it is written for people: `schema.table`. */
  readonly title: string;
  readonly labels: TablesLabels;
}

export interface TableStatus {
  /** False while the destination has no such table. */
  readonly exists: boolean;
  readonly rows: number;
  readonly deletedRows: number;
  /** True while a sync is writing to the destination. */
  readonly running: boolean;
}

/** Answered by the host. */
export interface TablesHost {
  describe(): TableDescription;
  status(): Promise<TableStatus>;
  /** Rows `start` (from 0) to `start + count`, at most `maxPageRows`. */
  page(start: number, count: number): Promise<TablePage>;
}

/** Answered by the page. */
export interface TablesPage {
  /** The destination changed; what is shown may be out of date. */
  changed(): void;
}

/** Reads what the editor kept for a page; undefined for anything else. */
export function parseTableReference(value: unknown): TableReference | undefined {
  if (
    typeof value === "object" &&
    value !== null &&
    "project" in value &&
    typeof value.project === "string" &&
    "schema" in value &&
    (value.schema === null || typeof value.schema === "string") &&
    "table" in value &&
    typeof value.table === "string"
  ) {
    return { project: value.project, schema: value.schema, table: value.table };
  }
  return undefined;
}

/** Where the reader was; the table's first cell for anything unreadable. */
export function parsePosition(value: unknown): { readonly row: number; readonly column: number } {
  if (
    typeof value === "object" &&
    value !== null &&
    "row" in value &&
    Number.isSafeInteger(value.row) &&
    "column" in value &&
    Number.isSafeInteger(value.column)
  ) {
    return { row: Math.max(-1, Number(value.row)), column: Math.max(0, Number(value.column)) };
  }
  return { row: 0, column: 0 };
}
