/** Declares a table that an operation names. */
import type { DictValue } from "../../evaluation/values.ts";
import type { ProjectFacts, TableFact } from "../../model/facts.ts";
import { nodeAt } from "../nodeAt.ts";
import { choice } from "../problem.ts";
import type { Fix } from "../rule.ts";
import { itemAdded, quoted, replaced } from "../sourceEdits.ts";
import type { DeclaredTables } from "./declaredTables.ts";
import { keyText, type Use } from "./uses.ts";

/** Where schema() returns a list that is written out. The key is a guess, for its author to look at. */
export function declarationFixes(
  { table, schema, rows }: { table: string; schema: string; rows: readonly DictValue[] },
  declared: DeclaredTables,
  { schema: { returned }, modules, files }: ProjectFacts,
): readonly Fix[] {
  const place = returned?.place;
  const list = place && nodeAt(modules.get(place.file), place, "List");
  const text = place && files.text(place.file);
  const key = likelyKey(rows, declared);
  if (!list || text === undefined || key === undefined) return [];
  const entry = `{"table": ${quoted(table)}, ${schema === "" ? "" : `"schema": ${quoted(schema)}, `}"primary_key": [${quoted(key)}]}`;
  return [
    choice(
      `Declare ${table} in schema(), with the key ${key}`,
      itemAdded({ file: place.file, text }, list, entry),
    ),
  ];
}

/** The key of most other tables, unless the rows are known not to have it; else the first column of a row. */
function likelyKey(rows: readonly DictValue[], { all }: DeclaredTables): string | undefined {
  const counts = new Map<string, number>([["id", 0.5]]);
  for (const { primaryKey } of all) {
    const [only, ...others] = primaryKey ?? [];
    if (only && others.length === 0) counts.set(only.name, (counts.get(only.name) ?? 0) + 1);
  }
  const candidates = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const known = rows.filter(({ isOpen }) => !isOpen).map(({ entries }) => entries.map(keyText));
  const first = known[0]?.[0];
  return [...candidates, ...(first === undefined ? [] : [first])].find((name) =>
    known.every((columns) => columns.includes(name)),
  );
}

/** The columns by which a row is deleted, when no row of the table is known to lack them. */
export function keyFixes(
  { place, entry, name: table }: TableFact,
  deleted: DictValue | undefined,
  uses: readonly Use[],
  { modules, files }: ProjectFacts,
): readonly Fix[] {
  const dict = place && nodeAt(modules.get(place.file), place, "Dict");
  const text = place && files.text(place.file);
  const names = deleted?.isOpen === false ? deleted.entries.map(keyText) : [];
  const isEverywhere = uses
    .filter(({ tables }) => tables?.some(({ value }) => value === table))
    .flatMap(({ rows }) => rows.filter(({ isOpen }) => !isOpen))
    .every(({ entries }) => names.every((name) => entries.map(keyText).includes(name)));
  if (!dict || text === undefined || names.length === 0 || names.includes(undefined)) return [];
  if (entry.kind !== "dict" || !isEverywhere) return [];
  const key = `[${names.map((name) => quoted(name ?? "")).join(", ")}]`;
  const given = entry.entries.find((each) => keyText(each) === "primary_key")?.value.place;
  const edits = given
    ? [replaced(given, key)]
    : itemAdded({ file: place.file, text }, dict, `"primary_key": ${key}`);
  return [choice("Make its columns the primary key", edits)];
}
