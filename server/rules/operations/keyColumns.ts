/** Rows that are written out and lack a column of the primary key of their table. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { DictValue, Place } from "../../evaluation/values.ts";
import type { NamedPlace, ProjectFacts, TableFact } from "../../model/facts.ts";
import { fix, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import {
  declaredOf,
  declaredTables,
  declaresColumn,
  isSameColumn,
  requoted,
} from "./declaredTables.ts";
import { keyText, usesOf } from "./uses.ts";

/** One row, and what it lacks for each table that it was seen to go to. */
interface Incomplete {
  readonly place: Place;
  readonly row: DictValue;
  readonly lacks: Map<
    string,
    { readonly table: TableFact; readonly columns: readonly NamedPlace[] }
  >;
}

export function* keyColumns(facts: ProjectFacts): Iterable<Problem> {
  const declared = declaredTables(facts);
  const found = new Map<string, Incomplete>();
  for (const { operation, tables, schema, rows } of usesOf(facts)) {
    const entries = declaredOf(tables, schema, declared);
    for (const row of entries ? rows : []) {
      const lacking = (entries ?? []).map((table) => ({ table, columns: lackedBy(row, table) }));
      if (!lacking.every(({ columns }) => columns.length > 0)) continue;
      const place = row.place ?? operation.namePlace;
      const id = `${place.file}:${String(place.from)}`;
      const known = found.get(id) ?? { place, row, lacks: new Map() };
      for (const each of lacking) known.lacks.set(each.table.name ?? "", each);
      found.set(id, known);
    }
  }
  for (const incomplete of found.values()) yield keyProblem(incomplete, facts);
}

/** The key columns that are certainly not in the row. */
function lackedBy(
  { entries, isOpen }: DictValue,
  { primaryKey = [] }: TableFact,
): readonly NamedPlace[] {
  const names = entries.map(keyText);
  if (isOpen || names.includes(undefined)) return [];
  return primaryKey.filter(({ name }) => !names.some((each) => isSameColumn(each ?? "", name)));
}

function keyProblem({ place, row, lacks }: Incomplete, facts: ProjectFacts): Problem {
  const [first, second, ...others] = [...lacks.values()];
  const columns = (first?.columns ?? []).map(({ name }) => name).join(" and ");
  const of = first?.table.name ?? "the table";
  const what = second
    ? `columns of the primary keys of ${of}, ${second.table.name ?? ""}${others.length > 0 ? ` and ${String(others.length)} more` : ""}`
    : `${columns} of the primary key of ${of}`;
  const declaredAt = first?.columns[0]?.place;
  return problemAt(
    place,
    "missing-key-column",
    `The row lacks ${what}, without which the sync fails.`,
    {
      fixes: second ? [] : renameToKey(row, first, facts),
      ...(declaredAt && {
        related: [{ place: declaredAt, message: "The primary key is declared here." }],
      }),
    },
  );
}

/** A column that no one declared and that is the key's name but for a slip. */
function renameToKey(
  row: DictValue,
  lacking: { readonly table: TableFact; readonly columns: readonly NamedPlace[] } | undefined,
  facts: ProjectFacts,
): readonly Fix[] {
  const [key, ...others] = lacking?.columns ?? [];
  if (!lacking || !key || others.length > 0) return [];
  const strange = row.entries.filter(
    (entry) => entry.keyPlace && !declaresColumn(lacking.table, keyText(entry) ?? ""),
  );
  const meant = nearestName(
    key.name,
    strange.map((entry) => keyText(entry) ?? ""),
  );
  const place = strange.find((entry) => keyText(entry) === meant)?.keyPlace;
  return place ? [fix(`Rename to ${key.name}`, [requoted(place, key.name, facts)])] : [];
}
