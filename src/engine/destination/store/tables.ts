/** The tables as they are now: their columns, types and keys, and the SQL that makes and widens them. */
import { UserError } from "../../../shared/base/userError.ts";
import { isDecimal, parseTypeName, type ColumnType } from "../../../shared/model/columnType.ts";
import type { Naming } from "../../../shared/model/sync.ts";
import type { DeclaredColumn, DeclaredTable } from "../../../shared/protocol/frames.ts";
import { conversion, convertByValue, convertsByValue } from "./conversion.ts";
import { sameType } from "./lattice.ts";
import { columnName, schemaName, tableName } from "../../../shared/model/naming.ts";
import { noRules, type RuleSet } from "./ruleSet.ts";
import type { Sqlite } from "./sqlite.ts";
import { declaration } from "./storage.ts";

export interface Column {
  readonly name: string;
  /** Undefined for a key column whose type no value has shown yet; it is not in the database then. */
  type: ColumnType | undefined;
  readonly declared: boolean;
  /** Set for a hashed column, which is STRING: the type its values are declared with, null for none. */
  readonly hashedFrom?: ColumnType | null;
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
  readonly rules: RuleSet;
  readonly #sqlite: Sqlite;
  readonly #tables = new Map<string, Table>();
  /** The folded names in SQL that are taken. */
  readonly #names = new Set<string>();
  /** The tables as they were at the last `keep`. */
  #kept = new Map<string, Table>();
  /** How the connector's names become the destination's; set for each run. */
  #naming: { readonly naming: Naming; readonly connection: string } = {
    naming: "FIVETRAN",
    connection: "",
  };

  constructor(sqlite: Sqlite, rules = noRules) {
    this.#sqlite = sqlite;
    this.rules = rules;
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

  /** The name of a column as the connector calls it; of two that SQL cannot tell apart, the name the table has. */
  destinationColumn(name: string, table?: Table): string {
    const destination = columnName(name, this.#naming.naming);
    // Folding every name for every name of a wide row would be felt; nearly all are there as they are.
    if (!table || table.columns.some(({ name: known }) => known === destination))
      return destination;
    const folded = fold(destination);
    return table.columns.find((column) => fold(column.name) === folded)?.name ?? destination;
  }

  /** The destination table of the connector's table name; undefined while it does not exist. */
  find(schema: string | null, table: string): Table | undefined {
    const name = this.destinationTable(schema, table);
    return this.get(name.schema, name.name);
  }

  /** The destination table of the connector's table name, made without a key when it does not exist. */
  findOrCreate(schema: string | null, table: string): Table {
    const name = this.destinationTable(schema, table);
    return this.get(name.schema, name.name) ?? this.#create(name.schema, name.name, [], [], false);
  }

  /** Makes what schema() declares; columns that a table already has keep their type. */
  declare(declared: DeclaredTable): void {
    const { schema, name } = this.destinationTable(declared.schema, declared.table);
    const table = this.get(schema, name);
    const columns = new Map<string, Column>();
    for (const column of declared.columns) {
      const destination = this.destinationColumn(column.name, table);
      const type = declaredColumnType(column);
      const key = fold(destination);
      if (columns.has(key) || systemColumns.has(destination)) continue;
      columns.set(key, { name: destination, type, declared: type !== undefined });
    }
    const keys = declared.primaryKey.map((key) => this.destinationColumn(key, table));
    this.rules.apply({ schema, name, primaryKey: keys }, columns);
    if (!table) {
      const named = keys.map((key) => columns.get(fold(key))?.name ?? key);
      this.#create(schema, name, [...new Set(named)], [...columns.values()], true);
      return;
    }
    table.declared = true;
    table.version++;
    for (const column of columns.values()) {
      const existing = table.columns.findIndex(({ name: known }) => known === column.name);
      if (existing < 0) this.#append(table, column);
      else if (column.type !== undefined) this.#redeclare(table, existing, column, column.type);
    }
  }

  /** Adds undeclared columns, or gives key columns their first type. */
  addColumns(
    table: Table,
    added: readonly { readonly name: string; readonly type: ColumnType }[],
  ): void {
    if (storedColumns(table).length + added.length > maxColumns) throw tooManyColumns(table);
    const isEmpty = this.#sqlite.isEmpty(table.sql);
    for (const { name, type } of added) {
      let column = table.columns.find((known) => known.name === name);
      if (column) column.type = type;
      else {
        column = this.rules.ruled(table, { name, type, declared: false });
        table.columns.push(column);
      }
      if (!isEmpty) this.#addToDatabase(table, column);
    }
    // Each ALTER TABLE makes SQLite read the whole schema again, which thousands of tables would feel.
    if (isEmpty) this.#recreate(table);
  }

  /** Changes an undeclared column to a wider type and converts what it holds. */
  widen(table: Table, column: Column, type: ColumnType): void {
    const from = column.type;
    if (from === undefined) return;
    column.type = type;
    this.#rebuild(
      table,
      storedColumns(table),
      (name) => (name === column.name ? conversion(quote(name), from, type) : quote(name)),
      (into) => {
        if (!convertsByValue(from, type)) return;
        const [rowid, name] = [rowNumber(table), quote(column.name)];
        convertByValue(this.#sqlite, { old: table.sql, into, rowid, column: name }, from, type);
      },
    );
    this.#index(table);
  }

  /**
   * Makes the table anew with its columns as they are now; `read` gives the SQL for the value of each of `kept`, and `amend`
   * may change the new table while the old one is still there.
   */
  #rebuild(
    table: Table,
    kept: readonly Column[],
    read: (name: string) => string,
    amend: (into: string) => void = () => undefined,
  ): void {
    table.version++;
    const names = [...kept.map(({ name }) => name), ...systemColumnsOf(table)];
    const rowid = rowNumber(table);
    const temporary = quote(`${table.sql} being rebuilt`);
    this.#sqlite.run(`DROP INDEX IF EXISTS ${indexName(table)}`);
    this.#sqlite.run(createTable(temporary, table));
    this.#sqlite.run(
      `INSERT INTO ${temporary}(${rowid}, ${names.map(quote).join(", ")}) ` +
        `SELECT ${rowid}, ${names.map(read).join(", ")} FROM ${table.sql}`,
    );
    amend(temporary);
    this.#sqlite.run(`DROP TABLE ${table.sql}`);
    this.#sqlite.run(`ALTER TABLE ${temporary} RENAME TO ${table.sql}`);
  }

  #recreate(table: Table): void {
    table.version++;
    this.#sqlite.run(`DROP TABLE ${table.sql}`);
    this.#sqlite.run(createTable(table.sql, table));
    this.#index(table);
  }

  /** A column gets the type that schema() now declares; one that does not hold its values was refused before. */
  #redeclare(table: Table, index: number, declared: Column, type: ColumnType): void {
    const column = table.columns[index];
    if (!column) return;
    if (column.type === undefined) {
      column.type = type;
      this.#addToDatabase(table, column);
    } else if (!sameType(column.type, type)) this.widen(table, column, type);
    table.columns[index] = { ...column, declared: true, hashedFrom: declared.hashedFrom };
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
    this.#names.clear();
    for (const [key, table] of this.#kept) {
      this.#tables.set(key, structuredClone(table));
      this.#names.add(fold(table.sql));
    }
  }

  /** The destination's names for a table as the connector calls it. */
  destinationTable(schema: string | null, table: string): { schema: string | null; name: string } {
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
      (key) =>
        known.get(key) ??
        this.rules.ruled({ schema, name }, { name: key, type: undefined, declared: false }),
    );
    const table: Table = {
      schema,
      name,
      sql: quote(this.#freeName(sqlName(schema, name))),
      declared,
      primaryKey,
      columns: [...keys, ...columns.filter((column) => !primaryKey.includes(column.name))],
      version: 1,
      mayHaveDeleted: false,
    };
    this.#sqlite.run(createTable(table.sql, table));
    this.#tables.set(keyOf(schema, name), table);
    this.#names.add(fold(table.sql));
    this.#index(table);
    return table;
  }

  /** A name in SQL that no other table has: SQL does not tell `Users` from `users`, and keeps `sqlite_` for itself. */
  #freeName(wanted: string): string {
    const base = fold(wanted).startsWith("sqlite_") ? `_${wanted}` : wanted;
    let name = base;
    for (let number = 2; this.#names.has(fold(quote(name))); number++)
      name = `${base} (${String(number)})`;
    return name;
  }

  #append(table: Table, column: Column): void {
    table.columns.push(column);
    this.#addToDatabase(table, column);
  }

  #addToDatabase(table: Table, column: Column): void {
    table.version++;
    if (column.type === undefined) return;
    if (rowNumberNames.includes(fold(column.name))) {
      // SQLite adds a column of such a name only to a table that is made with it.
      const others = storedColumns(table).filter((other) => other !== column);
      this.#rebuild(table, others, quote);
      this.#index(table);
      return;
    }
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

/** SQLite's names for a row's number; a column of such a name hides it. */
const rowNumberNames = ["_rowid_", "rowid", "oid"];

/** The name by which a table's row numbers can be read. Throws `UserError` when its columns hide all of them. */
export function rowNumber(table: Table): string {
  const columns = new Set(table.columns.map(({ name }) => fold(name)));
  const name = rowNumberNames.find((candidate) => !columns.has(candidate));
  if (name === undefined) {
    throw new UserError(
      "destination.rowNumberHidden",
      `Table ${table.name} has columns _rowid_, rowid and oid, which together cannot be stored here.`,
      { action: "Rename one of them." },
    );
  }
  return name;
}

/** What SQLite can hold, less the system columns. */
const maxColumns = 1_990;

function tooManyColumns(table: Table): UserError {
  return new UserError(
    "destination.tooManyColumns",
    `Table ${table.name} would get more than ${maxColumns.toLocaleString("en")} columns, which cannot be stored here.`,
    { action: "Send fewer columns, or put those that vary into a JSON column." },
  );
}

/** Names that SQL takes for one have one folded form: it ignores the case of ASCII letters only. */
export function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
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
  return quote(`key of ${table.sql}`);
}

function keyOf(schema: string | null, name: string): string {
  return JSON.stringify([schema, name]);
}

/** The type that schema() gives a column; undefined for none. */
export function declaredColumnType(column: DeclaredColumn): ColumnType | undefined {
  if (column.type === "DECIMAL")
    return { precision: column.precision ?? 38, scale: column.scale ?? 0 };
  const type = column.type === null ? undefined : parseTypeName(column.type);
  return type === undefined || isDecimal(type) ? undefined : type;
}
