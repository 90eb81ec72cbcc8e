/**
 * What a destination must hold, slow and plain: arrays of rows that are searched from the front. Written from the SDK's
 * documentation and this destination's table of choices; it shares no code with the destination.
 */
import { isDeepStrictEqual } from "node:util";
import { parseTypeName, typeName, type ColumnType } from "../../../src/shared/model/columnType.ts";
import type { Naming } from "../../../src/shared/model/sync.ts";
import type { Cell } from "../../../src/shared/protocol/destination.ts";
import { convert, join } from "./modelTypes.ts";
import type { Declaration, RowOperation, Sent } from "./operations.ts";

export interface ModelColumn {
  name: string;
  /** Null for a key column that no value has typed. */
  type: ColumnType | null;
  declared: boolean;
}

interface ModelRow {
  readonly cells: Map<string, Cell>;
  /** Of a table without a key: what makes two rows one. */
  readonly identity: string | null;
  deleted: boolean;
  synced: number;
}

interface ModelTable {
  readonly schema: string | null;
  readonly name: string;
  declared: boolean;
  readonly key: readonly string[];
  readonly columns: ModelColumn[];
  readonly rows: ModelRow[];
}

/** A row or a schema() that fails the sync. */
export class Refusal extends Error {}

/** Names under Fivetran naming of all names that occur. */
const fivetranNames: Readonly<Record<string, string>> = {
  Lines: "lines",
  logItems: "log_items",
  "Größe 1": "grosse_1",
  userId: "user_id",
  orderId: "order_id",
  c1: "c_1",
};

export class Model {
  tables: ModelTable[] = [];
  state = "{}";
  #naming: Naming = "FIVETRAN";
  #time = 0;
  #deferred: { readonly table: string; readonly before: number }[] = [];
  #committed: { readonly tables: ModelTable[]; readonly state: string } = {
    tables: [],
    state: "{}",
  };

  /** Begins a run on what there is, or on nothing. */
  begin(naming: Naming, fresh: boolean): void {
    this.#naming = naming;
    this.#deferred = [];
    this.#keep();
    if (!fresh) return;
    this.tables = [];
    this.state = "{}";
  }

  checkpoint(state: string): void {
    this.state = state;
    this.#keep();
  }

  finishWell(): void {
    for (const { table, before } of this.#deferred) {
      const found = this.tables.find(
        ({ name, schema }) => JSON.stringify([schema, name]) === table,
      );
      for (const row of found?.rows ?? []) if (row.synced <= before) row.deleted = true;
    }
    this.#keep();
  }

  /** Back to the last checkpoint; without one, to what was there before the run. */
  fail(): void {
    this.tables = structuredClone(this.#committed.tables);
    this.state = this.#committed.state;
  }

  declare(declarations: readonly Declaration[]): void {
    for (const declaration of declarations) this.#checkDeclaration(declaration);
    for (const declaration of declarations) this.#declare(declaration);
  }

  apply({ kind, schema, table: source, row }: RowOperation): void {
    let table = this.#find(schema, source);
    if (!table) {
      if (kind !== "upsert") return;
      table = this.#create(schema, source, [], false);
    }
    const sent = this.#named(row);
    for (const key of table.key) {
      const value = sent.get(key);
      if (value === undefined) throw new Refusal("a key column is missing");
      if (isNull(value)) throw new Refusal("a key column is NULL");
    }
    if (kind === "upsert") this.#upsert(table, sent);
    else if (table.key.length === 0) return;
    else if (kind === "update") this.#update(table, sent);
    else this.#delete(table, sent);
  }

  truncate(schema: string | null, source: string, deferred: boolean): void {
    const table = this.#find(schema, source);
    if (!table) return;
    if (!deferred) for (const row of table.rows) row.deleted = true;
    else {
      const key = JSON.stringify([table.schema, table.name]);
      this.#deferred.push({ table: key, before: this.#time });
    }
  }

  /** The tables as the destination would describe them. */
  describe(): unknown {
    return this.tables.map(({ schema, name, declared, key, columns, rows }) => {
      const stored = columns.filter(({ type }) => type !== null);
      return {
        schema,
        name,
        declared,
        key,
        deleted: rows.filter(({ deleted }) => deleted).length,
        columns: stored.map(
          (column) =>
            `${column.name} ${column.type === null ? "" : typeName(column.type)} ${String(column.declared)}`,
        ),
        rows: rows.map((row) => [
          ...stored.map((column) => row.cells.get(column.name) ?? null),
          row.deleted,
        ]),
      };
    });
  }

  #upsert(table: ModelTable, sent: Sent): void {
    const cells = this.#store(table, sent);
    const identity = table.key.length > 0 ? null : identityOf(sent);
    const known = table.rows.find((row) =>
      identity === null ? sameKey(table, row.cells, cells) : row.identity === identity,
    );
    const row = known ?? { cells: new Map<string, Cell>(), identity, deleted: false, synced: 0 };
    row.cells.clear();
    for (const [name, value] of cells) row.cells.set(name, value);
    row.deleted = false;
    row.synced = ++this.#time;
    if (!known) table.rows.push(row);
  }

  #update(table: ModelTable, sent: Sent): void {
    const cells = this.#store(table, sent);
    const row = table.rows.find((candidate) => sameKey(table, candidate.cells, cells));
    if (!row) return;
    for (const [name, value] of cells) row.cells.set(name, value);
    row.synced = ++this.#time;
  }

  #delete(table: ModelTable, sent: Sent): void {
    const typed = table.key.every((key) => column(table, key)?.type !== null);
    if (!typed) return;
    const keys = new Map([...sent].filter(([name]) => table.key.includes(name)));
    const cells = this.#store(table, keys);
    const row = table.rows.find((candidate) => sameKey(table, candidate.cells, cells));
    if (!row) return;
    row.deleted = true;
    row.synced = ++this.#time;
  }

  /** Makes and widens the columns that these values need; returns the values as they are kept. */
  #store(table: ModelTable, sent: Sent): Map<string, Cell> {
    const cells = new Map<string, Cell>();
    for (const [name, value] of sent) {
      const known = column(table, name);
      if ("refused" in value) throw new Refusal(`${name} refuses its value`);
      if ("delivered" in value) cells.set(name, value.delivered);
      else if (value.type === null) {
        if (known) cells.set(name, null);
      } else if (known?.declared === true && known.type !== null) {
        cells.set(name, intoDeclared(known.type, value.type, value.text, value.value));
      } else {
        const grown = known ?? { name, type: null, declared: false };
        if (!known) table.columns.push(grown);
        const type =
          grown.type === null ? value.type : join(grown.type, value.type, table.key.includes(name));
        if (grown.type !== null) widen(table, grown, type);
        grown.type = type;
        cells.set(name, type === "STRING" ? value.text : convert(value.value, value.type, type));
      }
    }
    return cells;
  }

  #checkDeclaration({ schema, table: source, key, columns }: Declaration): void {
    const table = this.#find(schema, source);
    if (!table) return;
    const wanted = key.map((name) => this.#columnName(name));
    if ([...wanted].sort().join() !== [...table.key].sort().join())
      throw new Refusal("the key changed");
    for (const [name, text] of Object.entries(columns)) {
      const type = parseTypeName(text);
      const has = column(table, this.#columnName(name))?.type ?? null;
      if (type === undefined || has === null) continue;
      if (!isDeepStrictEqual(join(has, type, false), type)) throw new Refusal("a type changed");
    }
  }

  #declare({ schema, table: source, key, columns }: Declaration): void {
    const names = key.map((name) => this.#columnName(name));
    const table = this.#find(schema, source) ?? this.#create(schema, source, names, true);
    table.declared = true;
    for (const [sourceName, text] of Object.entries(columns)) {
      const name = this.#columnName(sourceName);
      const type = parseTypeName(text) ?? null;
      const known = column(table, name);
      if (!known) table.columns.push({ name, type, declared: true });
      else {
        if (known.type !== null && type !== null) widen(table, known, type);
        known.type = type;
        known.declared = true;
      }
    }
  }

  #create(
    schema: string | null,
    source: string,
    key: readonly string[],
    declared: boolean,
  ): ModelTable {
    const table = {
      ...this.#tableName(schema, source),
      declared,
      key,
      columns: key.map((name): ModelColumn => ({ name, type: null, declared: false })),
      rows: [],
    };
    this.tables.push(table);
    return table;
  }

  #find(schema: string | null, source: string): ModelTable | undefined {
    const wanted = this.#tableName(schema, source);
    return this.tables.find(
      (table) => table.name === wanted.name && table.schema === wanted.schema,
    );
  }

  #tableName(schema: string | null, source: string): { schema: string | null; name: string } {
    if (this.#naming === "SOURCE") return { schema, name: source };
    return {
      schema: schema === null ? null : `connection_${schema}`,
      name: fivetranNames[source] ?? source,
    };
  }

  #columnName(source: string): string {
    return this.#naming === "SOURCE" ? source : (fivetranNames[source] ?? source);
  }

  /** By destination name; of two columns that become one the first one counts. */
  #named(row: RowOperation["row"]): Sent {
    const sent: Sent = new Map();
    for (const [source, value] of row) {
      const name = this.#columnName(source);
      if (!sent.has(name)) sent.set(name, value);
    }
    return sent;
  }

  #keep(): void {
    this.#committed = { tables: structuredClone(this.tables), state: this.state };
  }
}

function column(table: ModelTable, name: string): ModelColumn | undefined {
  return table.columns.find((candidate) => candidate.name === name);
}

function widen(table: ModelTable, { name, type: from }: ModelColumn, to: ColumnType): void {
  if (from === null) return;
  for (const { cells } of table.rows) {
    const value = cells.get(name);
    if (value !== undefined) cells.set(name, convert(value, from, to));
  }
}

/** A declared STRING takes any text, a declared LONG whole numbers and truth values. */
function intoDeclared(type: ColumnType, from: ColumnType, text: string, value: Cell): Cell {
  if (type === "STRING") return text;
  if (type === "LONG" && (from === "LONG" || from === "BOOLEAN")) return convert(value, from, type);
  throw new Refusal("a declared column refuses its value");
}

function sameKey(table: ModelTable, left: Map<string, Cell>, right: Map<string, Cell>): boolean {
  return table.key.every((name) => left.get(name) === right.get(name));
}

function isNull(value: Sent extends Map<string, infer V> ? V : never): boolean {
  if ("refused" in value) return false;
  return "delivered" in value ? value.delivered === null : value.type === null;
}

/** Identical rows are one; NULLs do not count. */
function identityOf(sent: Sent): string {
  const parts = [...sent].flatMap(([name, value]) =>
    "text" in value && value.type !== null ? [[name, value.text]] : [],
  );
  return JSON.stringify(parts.sort(([left = ""], [right = ""]) => (left < right ? -1 : 1)));
}
