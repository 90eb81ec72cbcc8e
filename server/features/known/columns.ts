/** The columns of a table, from wherever one is known: schema(), the rows of operations, the last sync. */
import { columnName, tableName } from "../../../src/shared/model/naming.ts";
import type { ColumnProfile, TableProfile } from "../../../src/shared/model/previews.ts";
import { alternativesOf, type Place, type Value } from "../../evaluation/values.ts";
import type { TableFact } from "../../model/facts.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { Occurrence } from "../occurrences/subject.ts";

export interface KnownColumn {
  readonly name: string;
  readonly isKey: boolean;
  readonly isDeclared: boolean;
  /** As schema() has it. */
  readonly type: string | undefined;
  readonly observed: ColumnProfile | undefined;
}

/** The table's entries in schema(). */
export function declarationsOf({ facts }: Analysis, table: string): readonly TableFact[] {
  return facts.schema.tables.filter(({ name }) => name === table);
}

/** The table as the last sync showed it. */
export function observedTable(
  { observed, naming }: Analysis,
  table: string,
): TableProfile | undefined {
  const name = tableName(table, naming);
  return observed?.find((profile) => profile.table === name);
}

/** `INT`, `DECIMAL(15,2)`; undefined when it is not known. */
export function declaredType(type: Value): string | undefined {
  const [only, ...others] = alternativesOf(type);
  if (others.length > 0) return undefined;
  if (only?.kind === "text") return only.value.toUpperCase();
  if (only?.kind !== "dict") return undefined;
  const numbers = ["precision", "scale"].map((name) => {
    const value = only.entries.find(({ key }) => key.kind === "text" && key.value === name)?.value;
    return value?.kind === "number" ? String(value.value) : "?";
  });
  return `DECIMAL(${numbers.join(",")})`;
}

/**
 * Key columns first, then declared ones, then those of rows, then those that only the last sync showed. What is only named at `except`
 * is being typed.
 */
export function columnsOf(
  analysis: Analysis,
  occurrences: readonly Occurrence[],
  table: string,
  except?: Place,
): readonly KnownColumn[] {
  const profile = observedTable(analysis, table);
  const { naming } = analysis;
  const columns = new Map<string, KnownColumn>();
  const add = (name: string, more: Partial<KnownColumn>): void => {
    if (name === "") return;
    const before = columns.get(name);
    const shown = columnName(name, naming);
    columns.set(name, {
      name,
      isKey: false,
      isDeclared: false,
      type: undefined,
      observed: profile?.columns.find((column) => column.name === shown),
      ...before,
      ...more,
    });
  };
  for (const { primaryKey = [], columns: declared = [] } of declarationsOf(analysis, table)) {
    for (const { name, place } of primaryKey) {
      if (!touches(place, except)) add(name, { isKey: true, isDeclared: true });
    }
    for (const { name, place, type } of declared) {
      if (!touches(place, except)) add(name, { isDeclared: true, type: declaredType(type) });
    }
  }
  for (const occurrence of occurrences) {
    const { subject } = occurrence;
    if (subject.kind === "column" && subject.table === table && !touches(occurrence, except)) {
      add(subject.name, {});
    }
  }
  const shown = new Set([...columns.keys()].map((name) => columnName(name, naming)));
  for (const { name, sentAs } of profile?.columns ?? []) {
    if (shown.has(name) || name.startsWith("_fivetran_")) continue;
    for (const sent of sentAs?.map((each) => each.name) ?? [name]) add(sent, {});
  }
  return [...columns.values()];
}

/** Whether they meet: an occurrence that touches the word being typed is that word. */
export function touches(place: Place | undefined, other: Place | undefined): boolean {
  if (!place || !other) return false;
  return place.file === other.file && place.from <= other.to && place.to >= other.from;
}
