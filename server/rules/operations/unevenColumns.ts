/** Rows that are written out for one table in one function, of which one has columns that another lacks. */
import type { DictValue } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { once, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { isInside } from "../wrongValues.ts";
import { keyText, usesOf } from "./uses.ts";
import { placeIn } from "../problem.ts";

interface Row {
  readonly table: string;
  readonly row: DictValue;
  readonly columns: ReadonlySet<string>;
}

export function unevenColumns(facts: ProjectFacts): Iterable<Problem> {
  return once(unevenRows(facts));
}

function* unevenRows(facts: ProjectFacts): Iterable<Problem> {
  for (const rows of rowsByTable(facts).values()) {
    for (const { table, row, columns } of rows) {
      const fuller = rows.find(
        (other) =>
          other.columns.size > columns.size &&
          [...columns].every((name) => other.columns.has(name)),
      );
      if (!fuller || !row.place) continue;
      const lacking = [...fuller.columns].filter((name) => !columns.has(name));
      yield problemAt(
        row.place,
        "uneven-columns",
        `Another row of ${table} has ${lacking.join(", ")}; an upsert without ${
          lacking.length === 1 ? "it" : "them"
        } makes ${lacking.length === 1 ? "it" : "them"} NULL. op.update changes only the columns that it is given.`,
        fuller.row.place
          ? { related: [{ place: fuller.row.place, message: "The row that has more columns." }] }
          : {},
      );
    }
  }
}

/** Rows that stand in the calls themselves, by function and table. */
function rowsByTable(facts: ProjectFacts): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const { operation, tables, schema, rows } of usesOf(facts)) {
    const [table, ...others] = tables ?? [];
    if (operation.name !== "upsert" || !table || others.length > 0) continue;
    const place = operation.function?.definition.from ?? -1;
    const key = `${operation.file}:${String(place)}:${schema ?? ""}:${table.value}`;
    for (const row of rows) {
      const columns = columnsOf(row);
      if (!columns || !isInside(row.place, placeIn(operation.file, operation.call))) continue;
      found.set(key, [...(found.get(key) ?? []), { table: table.value, row, columns }]);
    }
  }
  return found;
}

function columnsOf({ entries, isOpen }: DictValue): ReadonlySet<string> | undefined {
  const names = entries.map(keyText);
  return isOpen || names.includes(undefined) ? undefined : new Set(names.map((name) => name ?? ""));
}
