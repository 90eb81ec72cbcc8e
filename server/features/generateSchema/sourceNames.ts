/** The connector's own names of what the destination has: schema() and rows are matched by them. */
import { columnName, schemaName, tableName } from "../../../src/shared/model/naming.ts";
import type { ColumnProfile, TableProfile } from "../../../src/shared/model/previews.ts";
import type { Naming } from "../../../src/shared/model/sync.ts";
import type { Occurrence } from "../occurrences/subject.ts";

export interface SourceName {
  readonly schema: string | undefined;
  readonly name: string;
}

/** Undefined when several names, or none, became that table. */
export function sourceTable(
  { schema, table, sentAs = [] }: TableProfile,
  occurrences: readonly Occurrence[],
  naming: Naming,
): SourceName | undefined {
  const found = new Map<string, SourceName>();
  for (const { subject } of occurrences) {
    if (subject.kind !== "table" || tableName(subject.name, naming) !== table) continue;
    // The connection's own name, before it, is not known here.
    const suffix = schemaName(subject.schema ?? null, "", naming);
    const isIts = suffix === null ? schema === null : schema?.endsWith(suffix) === true;
    if (isIts) found.set(`${subject.schema ?? ""} ${subject.name}`, subject);
  }
  const [only, ...others] = [...found.values()].filter(
    ({ name }) => sentAs.length === 0 || sentAs.includes(name),
  );
  if (only) return others.length === 0 ? only : undefined;
  const [name, ...more] = sentAs;
  return schema === null && name !== undefined && more.length === 0
    ? { schema: undefined, name }
    : undefined;
}

/** Undefined when rows call it by several names. */
export function sourceColumn(
  { name, sentAs = [] }: ColumnProfile,
  occurrences: readonly Occurrence[],
  table: SourceName,
  naming: Naming,
): string | undefined {
  const written = occurrences.flatMap(({ subject }) =>
    subject.kind === "column" &&
    subject.table === table.name &&
    columnName(subject.name, naming) === name
      ? [subject.name]
      : [],
  );
  const names = new Set(sentAs.length > 0 ? sentAs.map((one) => one.name) : written);
  const [only = name, ...others] = names;
  return others.length === 0 ? only : undefined;
}
