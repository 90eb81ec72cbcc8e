/** Tables of which every column that is emitted has a declared type. */
import { alternativesOf } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { textOf } from "../wrongValues.ts";
import { type DeclaredTable, entryNamed } from "./declared.ts";

/** So few are soon typed, and a table of one type was given it for a reason. */
const fewColumns = 4;

export function* allTypedProblems({ facts, dict, name }: DeclaredTable): Iterable<Problem> {
  const entry = entryNamed(dict, "columns");
  const columns = entry?.value;
  if (!entry?.keyPlace || columns?.kind !== "dict" || columns.isOpen) return;
  if (columns.entries.length <= fewColumns) return;
  const types = new Set(columns.entries.map(({ value }) => textOf(value) ?? value));
  const emitted = types.size > 1 ? emittedColumns(facts, name) : undefined;
  if (!emitted || emitted.size < columns.entries.length) return;
  if (columns.entries.every(({ key }) => emitted.has(textOf(key) ?? ""))) {
    if (emitted.size > columns.entries.length) return;
    yield problemAt(
      entry.keyPlace,
      "all-columns-typed",
      `Every column of ${name} has a type. Declare only those that Fivetran would not infer, so that the others can change with the source.`,
    );
  }
}

/** The columns of all rows of the table; undefined when any of them is not known. */
function emittedColumns({ operations }: ProjectFacts, table: string): Set<string> | undefined {
  const columns = new Set<string>();
  for (const { name, arguments: given } of operations) {
    if (name !== "upsert") continue;
    const target = given.get("table")?.value;
    const targets = target ? alternativesOf(target).map(textOf) : [undefined];
    if (targets.every((each) => each !== undefined && each !== table)) continue;
    const row = given.get("data")?.value;
    if (targets.length > 1 || targets[0] === undefined || row?.kind !== "dict" || row.isOpen) {
      return undefined;
    }
    for (const { key } of row.entries) {
      const column = textOf(key);
      if (column === undefined) return undefined;
      columns.add(column);
    }
  }
  return columns;
}
