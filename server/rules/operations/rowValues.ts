/** Rows that are written out: their key columns, names and values against what schema() declares. */
import {
  alternativesOf,
  isAlways,
  type DictValue,
  type Entry,
  type Value,
} from "../../evaluation/values.ts";
import type { ColumnFact, ProjectFacts, TableFact } from "../../model/facts.ts";
import { fix, once, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import {
  declaredOf,
  declaredTables,
  declaresColumn,
  isSameColumn,
  requoted,
} from "./declaredTables.ts";
import { isKept, keyText, type Use, usesOf } from "./uses.ts";
import { isInside } from "../wrongValues.ts";
import { valueProblem } from "./valueProblems.ts";

export function rowValues(facts: ProjectFacts): Iterable<Problem> {
  return once(allProblems(facts));
}

function* allProblems(facts: ProjectFacts): Iterable<Problem> {
  const declared = declaredTables(facts);
  for (const use of usesOf(facts)) {
    const tables = declaredOf(use.tables, use.schema, declared);
    if (!tables) continue;
    for (const row of use.rows) {
      yield* misspeltColumns(row, tables, facts);
      for (const entry of row.entries)
        if (isKept(entry, row, use.operation, facts))
          yield* valueProblems(entry, row, tables, use, facts);
    }
  }
}

/** Only of a table that declares columns, in a row of which all columns are known, when the row has not both names. */
function* misspeltColumns(
  row: DictValue,
  tables: readonly TableFact[],
  facts: ProjectFacts,
): Iterable<Problem> {
  const names = row.entries.map(keyText);
  const [table, ...others] = tables;
  if (row.isOpen || names.includes(undefined) || !table?.columns?.length || others.length > 0)
    return;
  const missing = [...table.columns, ...(table.primaryKey ?? [])].filter(
    ({ name }) => !names.includes(name),
  );
  for (const entry of row.entries) {
    const name = keyText(entry) ?? "";
    if (!entry.keyPlace || declaresColumn(table, name)) continue;
    const meant = missing.find((each) => isSameColumn(each.name, name)) ?? slipOf(name, missing);
    // A slip in a key column is said of the key that the row lacks.
    if (
      !meant ||
      (table.primaryKey?.some((key) => key.name === meant.name) && !isSameColumn(meant.name, name))
    )
      continue;
    yield problemAt(
      entry.keyPlace,
      "undeclared-column",
      isSameColumn(meant.name, name)
        ? `schema() declares ${meant.name}, not ${name}. Both become one column, but its declared type is not applied to ${name}.`
        : `schema() declares no column ${name} in ${table.name ?? ""}. Did you mean ${meant.name}?`,
      {
        fixes: [fix(`Rename to ${meant.name}`, [requoted(entry.keyPlace, meant.name, facts)])],
        ...(meant.place && { related: [{ place: meant.place, message: "Declared here." }] }),
      },
    );
  }
}

/** One letter more, less or other, or two swapped, in a name long enough to know it by the rest; numbers are no slips. */
function slipOf<Named extends { readonly name: string }>(
  typed: string,
  declared: readonly Named[],
): Named | undefined {
  const letters = (text: string): string => text.replaceAll(/\d/g, "");
  return declared.find(
    ({ name }) =>
      Math.min(typed.length, name.length) >= 5 &&
      letters(typed) !== letters(name) &&
      `${typed}s` !== name &&
      `${name}s` !== typed &&
      isOneSlip(typed, name),
  );
}

function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = left.length === 2 && left.slice(1) + left.slice(0, 1) === right;
  return isSwap || (left.length <= 1 && right.length <= 1);
}

function* valueProblems(
  entry: Entry,
  row: DictValue,
  tables: readonly TableFact[],
  { operation }: Use,
  facts: ProjectFacts,
): Iterable<Problem> {
  const name = keyText(entry);
  if (name === undefined) return;
  const columns = tables.map((table) => columnOf(table, name));
  const [first] = columns;
  if (!first || columns.some((column) => column?.type !== first.type)) return;
  const found = alternativesOf(entry.value).map((value) => ({
    value,
    problem: valueProblem(
      value,
      { ...first, name, isKept: (inner, dict) => isKept(inner, dict, operation, facts) },
      facts,
    ),
  }));
  const isEvery = found.every(({ problem }) => problem !== undefined);
  for (const { value, problem } of found) {
    const isHere = isInside(value.place, row.place);
    if (!problem || (!isEvery && !(isHere && isLiteral(value)))) continue;
    const place = isHere ? value.place : (entry.keyPlace ?? value.place);
    if (place)
      yield problemAt(place, problem.code, problem.message, { fixes: isHere ? problem.fixes : [] });
    if (place && !isHere) return;
  }
}

function isLiteral({ kind }: Value): boolean {
  return ["text", "number", "boolean", "bytes"].includes(kind);
}

/** What the table says about the type of a column; undefined when it is not known. */
function columnOf(
  table: TableFact,
  name: string,
):
  | {
      readonly type: string | undefined;
      readonly column: ColumnFact | undefined;
      readonly table: TableFact;
    }
  | undefined {
  if (!table.columns) return undefined;
  const column = table.columns.findLast((each) => each.name === name);
  if (!column) return { type: undefined, column, table };
  const types = alternativesOf(column.type).map(typeText);
  return types[0] !== undefined && isAlways(column.type, (each) => typeText(each) === types[0])
    ? { type: types[0], column, table }
    : undefined;
}

function typeText(type: Value): string | undefined {
  if (type.kind === "text") return type.value.toUpperCase();
  return type.kind === "dict" ? "DECIMAL" : undefined;
}
