/** The tables as they are now: their columns, types and keys, and the SQL that makes and widens them. */
import { isDecimal, parseTypeName, type ColumnType } from "../../../shared/model/columnType.ts";
import type { Naming } from "../../../shared/model/sync.ts";
import type { DeclaredColumn, DeclaredTable } from "../../../shared/protocol/frames.ts";
import { columnName, schemaName, tableName } from "./naming.ts";
import type { Sqlite } from "./sqlite.ts";
import { conversion, declaration } from "./storage.ts";

export interface Column {
  readonly name: string;
  /** Undefined for a key column whose type no value has shown yet; it is not in the database then. */
  type: ColumnType | undefined;
  readonly declared: boolean;
}

export interface Table {
  readonly schema: string | null;
  readonly name: string;
  /** The quoted name in SQL. */
  readonly sql: string;
  declared: boolean;
  /** Empty for a table that is keyed by `_fivetran_id`. */
  primaryKey: readonly string[];
  readonly columns: Column[];
  /** Raised by every change of the columns; statements made for an older version are stale. */
  version: number;
  /** Whether some row may be soft-deleted. */
  mayHaveDeleted: boolean;
}

export const syncedColumn = "_fivetran_synced";
export const deletedColumn = "_fivetran_deleted";
export const idColumn = "_fivetran_id";
export const systemColumns: ReadonlyMap<string, ColumnType> = new Map<string, ColumnType>([
  [idColumn, "STRING"],
  [deletedColumn, "BOOLEAN"],
  [syncedColumn, "UTC_DATETIME"],
]);

export class Tables {
  readonly #sqlite: Sqlite;
  readonly #tables = new Map<string, Table>();
  /** The tables as they were at the last `keep`. */
  #kept = new Map<string, Table>();
  /** How the connector's names become the destination's; set for each run. */
  #naming: { readonly naming: Naming; readonly connection: string } = {
    naming: "FIVETRAN",
    connection: "",
  };

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  useNaming(naming: Naming, connection: string): void {
    this.#naming = { naming, connection };
  }

  all(): readonly Table[] {
    return [...this.#tables.values()];
  }

  get(schema: string | null, name: string): Table | undefined {
    return this.#tables.get(keyOf(schema, name));
  }

  destinationColumn(name: string): string {
    return columnName(name, this.#naming.naming);
  }

  /** The destination table of the connector's table name; undefined while it does not exist. */
  find(schema: string | null, table: string): Table | undefined {
    const name = this.#destinationTable(schema, table);
    return this.get(name.schema, name.name);
  }

  /** The destination table of the connector's table name, made without a key when it does not exist. */
  findOrCreate(schema: string | null, table: string): Table {
    const name = this.#destinationTable(schema, table);
    return this.get(name.schema, name.name) ?? this.#create(name.schema, name.name, [], [], false);
  }

  /** Makes what schema() declares; columns that a table already has keep their type. */
  declare(declared: DeclaredTable): void {
    const { schema, name } = this.#destinationTable(declared.schema, declared.table);
    const primaryKey = [
      ...new Set(declared.primaryKey.map((column) => this.destinationColumn(column))),
    ];
    const columns = new Map<string, Column>();
    for (const column of declared.columns) {
      const destination = this.destinationColumn(column.name);
      const type = declaredColumnType(column);
      if (!columns.has(destination))
        columns.set(destination, { name: destination, type, declared: type !== undefined });
    }
    const table = this.get(schema, name);
    if (!table) {
      this.#create(schema, name, primaryKey, [...columns.values()], true);
      return;
    }
    table.declared = true;
    table.version++;
    for (const column of columns.values()) {
      if (!table.columns.some((existing) => existing.name === column.name))
        this.#append(table, column);
    }
  }

  /** Adds an undeclared column, or gives a key column its first type. */
  addColumn(table: Table, name: string, type: ColumnType): void {
    const waiting = table.columns.find((column) => column.name === name);
    if (waiting) {
      waiting.type = type;
      this.#addToDatabase(table, waiting);
    } else this.#append(table, { name, type, declared: false });
  }

  /** Changes an undeclared column to a wider type and converts what it holds. */
  widen(table: Table, column: Column, type: ColumnType): void {
    const from = column.type;
    if (from === undefined) return;
    column.type = type;
    table.version++;
    const stored = storedColumns(table);
    const kept = [...stored.map(({ name }) => name), ...systemColumnsOf(table)];
    const converted = kept.map((name) =>
      name === column.name ? conversion(quote(name), from, type) : quote(name),
    );
    const temporary = quote(`${table.name} being widened`);
    this.#sqlite.run(`DROP INDEX IF EXISTS ${indexName(table)}`);
    this.#sqlite.run(createTable(temporary, table));
    this.#sqlite.run(
      `INSERT INTO ${temporary}(rowid, ${kept.map(quote).join(", ")}) SELECT rowid, ${converted.join(", ")} FROM ${table.sql}`,
    );
    this.#sqlite.run(`DROP TABLE ${table.sql}`);
    this.#sqlite.run(`ALTER TABLE ${temporary} RENAME TO ${table.sql}`);
    if (from === "BINARY") this.#bytesToText(table, column.name);
    this.#index(table);
  }

  /** Remembers the tables as they are now, for `restore`. */
  keep(): void {
    for (const [key, table] of this.#tables) {
      const kept = this.#kept.get(key);
      if (kept?.version !== table.version || kept.mayHaveDeleted !== table.mayHaveDeleted) {
        this.#kept.set(key, structuredClone(table));
      }
    }
  }

  /** Goes back to what `keep` remembered; the database is the caller's to roll back. */
  restore(): void {
    this.#tables.clear();
    for (const [key, table] of this.#kept) this.#tables.set(key, structuredClone(table));
  }

  #destinationTable(schema: string | null, table: string): { schema: string | null; name: string } {
    const { naming, connection } = this.#naming;
    return { schema: schemaName(schema, connection, naming), name: tableName(table, naming) };
  }

  #create(
    schema: string | null,
    name: string,
    primaryKey: readonly string[],
    columns: readonly Column[],
    declared: boolean,
  ): Table {
    const known = new Map(columns.map((column) => [column.name, column]));
    const keys = primaryKey.map(
      (key) => known.get(key) ?? { name: key, type: undefined, declared: false },
    );
    const table: Table = {
      schema,
      name,
      sql: quote(sqlName(schema, name)),
      declared,
      primaryKey,
      columns: [...keys, ...columns.filter((column) => !primaryKey.includes(column.name))],
      version: 1,
      mayHaveDeleted: false,
    };
    this.#tables.set(keyOf(schema, name), table);
    this.#sqlite.run(createTable(table.sql, table));
    this.#index(table);
    return table;
  }

  #append(table: Table, column: Column): void {
    table.columns.push(column);
    this.#addToDatabase(table, column);
  }

  #addToDatabase(table: Table, column: Column): void {
    table.version++;
    if (column.type === undefined) return;
    this.#sqlite.run(
      `ALTER TABLE ${table.sql} ADD COLUMN ${quote(column.name)} ${declaration(column.type)}`,
    );
    if (table.primaryKey.includes(column.name)) this.#index(table);
  }

  /** The key's index; it waits until every key column is there. */
  #index(table: Table): void {
    const keys = keyColumns(table);
    const stored = new Set([...storedColumns(table).map(({ name }) => name), idColumn]);
    if (!keys.every((key) => stored.has(key))) return;
    this.#sqlite.run(
      `CREATE UNIQUE INDEX IF NOT EXISTS ${indexName(table)} ON ${table.sql}(${keys.map(quote).join(", ")})`,
    );
  }

  #bytesToText(table: Table, column: string): void {
    const read = this.#sqlite.prepare(
      `SELECT rowid, ${quote(column)} FROM ${table.sql} WHERE ${quote(column)} IS NOT NULL`,
    );
    const write = this.#sqlite.prepare(
      `UPDATE ${table.sql} SET ${quote(column)} = ?1 WHERE rowid = ?2`,
    );
    while (read.step()) {
      const bytes = read.value(1);
      write.bindString(
        1,
        bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : String(bytes),
      );
      write.bindNumber(2, Number(read.value(0)));
      write.execute();
    }
    read.finalize();
    write.finalize();
  }
}

/** The columns that are in the database, without the system columns. */
export function storedColumns(table: Table): readonly (Column & { readonly type: ColumnType })[] {
  return table.columns.filter(
    (column): column is Column & { type: ColumnType } => column.type !== undefined,
  );
}

export function systemColumnsOf(table: Table): readonly string[] {
  return table.primaryKey.length > 0
    ? [deletedColumn, syncedColumn]
    : [idColumn, deletedColumn, syncedColumn];
}

/** The columns that identify a row. */
export function keyColumns(table: Table): readonly string[] {
  return table.primaryKey.length > 0 ? table.primaryKey : [idColumn];
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table's name in the database and in exports. */
export function sqlName(schema: string | null, name: string): string {
  return schema === null ? name : `${schema}.${name}`;
}

function createTable(sql: string, table: Table): string {
  const columns = storedColumns(table).map(
    (column) => `${quote(column.name)} ${declaration(column.type)}`,
  );
  const system = systemColumnsOf(table).map(
    (name) => `${quote(name)} ${declaration(systemColumns.get(name) ?? "STRING")}`,
  );
  return `CREATE TABLE ${sql}(${[...columns, ...system].join(", ")})`;
}

function indexName(table: Table): string {
  return quote(`key of ${sqlName(table.schema, table.name)}`);
}

function keyOf(schema: string | null, name: string): string {
  return JSON.stringify([schema, name]);
}

function declaredColumnType(column: DeclaredColumn): ColumnType | undefined {
  if (column.type === "DECIMAL")
    return { precision: column.precision ?? 38, scale: column.scale ?? 0 };
  const type = column.type === null ? undefined : parseTypeName(column.type);
  return type === undefined || isDecimal(type) ? undefined : type;
}
