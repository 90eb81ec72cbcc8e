/** The tables of schema() as operations find them: by source schema and exact name. */
import { columnName, tableName } from "../../../src/shared/model/naming.ts";
import type { Place, TextValue } from "../../evaluation/values.ts";
import type { ProjectFacts, TableFact } from "../../model/facts.ts";
import type { FileEdit } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";

export interface DeclaredTables {
  /** Whether there is no table but these. */
  readonly isComplete: boolean;
  readonly all: readonly TableFact[];
  /** Entries for the pair; several when schema() has alternatives. */
  readonly find: (schema: string | undefined, table: string) => readonly TableFact[];
}

export function declaredTables({ schema }: ProjectFacts): DeclaredTables {
  const byName = new Map<string, TableFact[]>();
  for (const table of schema.tables) {
    if (table.name === undefined) continue;
    const key = pairOf(table.schema, table.name);
    byName.set(key, [...(byName.get(key) ?? []), table]);
  }
  return {
    isComplete: schema.decided === "exact" && schema.tables.every(({ name }) => name !== undefined),
    all: schema.tables,
    find: (source, table) => byName.get(pairOf(source, table)) ?? [],
  };
}

/** Whether the two become one table under Fivetran naming. */
export function isSameTable(a: string, b: string): boolean {
  return tableName(a, "FIVETRAN") === tableName(b, "FIVETRAN");
}

export function isSameColumn(a: string, b: string): boolean {
  return a === b || columnName(a, "FIVETRAN") === columnName(b, "FIVETRAN");
}

function pairOf(schema: string | undefined, table: string): string {
  return `${schema ?? ""}\u0000${table}`;
}

/** The entries of every table that it may be; undefined when one is not declared, or not known. */
export function declaredOf(
  tables: readonly TextValue[] | undefined,
  schema: string | undefined,
  declared: DeclaredTables,
): readonly TableFact[] | undefined {
  if (!tables || tables.length === 0 || schema === undefined) return undefined;
  const found = tables.map(({ value }) => declared.find(schema, value));
  return found.every(({ length }) => length > 0) ? found.flat() : undefined;
}

export function declaresColumn({ columns, primaryKey }: TableFact, name: string): boolean {
  return [...(columns ?? []), ...(primaryKey ?? [])].some((each) => each.name === name);
}

/** Another name in place of one that is written, in its quotes. */
export function requoted(place: Place, name: string, { files }: ProjectFacts): FileEdit {
  return replaced(place, quoted(name, files.text(place.file)?.slice(place.from, place.to)));
}
