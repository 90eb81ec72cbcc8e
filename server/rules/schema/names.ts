/** Names of tables and columns that collide with another one, or with what Fivetran adds. */
import { columnName, tableName } from "../../../src/shared/model/naming.ts";
import type { DictValue, Place, Value } from "../../evaluation/values.ts";
import { nodeAt } from "../nodeAt.ts";
import { choice, fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemRemoved } from "../sourceEdits.ts";
import { isInside, textOf } from "../wrongValues.ts";
import {
  type DeclaredList,
  type DeclaredTable,
  displayOf,
  entryNamed,
  itemOf,
  sourceOf,
  textAt,
} from "./declared.ts";

interface Named {
  readonly name: string;
  readonly place: Place;
}

/** Tables that are declared twice, and those that Fivetran makes one of. */
export function* tableNameProblems(
  list: DeclaredList,
  tables: readonly DeclaredTable[],
): Iterable<Problem> {
  const byName = new Map<string, DeclaredTable>();
  const byDestination = new Map<string, DeclaredTable>();
  for (const table of tables) {
    const { dict } = table;
    const written = entryNamed(dict, "table")?.value;
    const name = textOf(written);
    const schema = entryNamed(dict, "schema")?.value;
    const isKnown = !schema || schema.kind === "none" || schema.kind === "text";
    // Of several lists only what is written out in one of them is certain to come together.
    const isTogether = table.isCertain && (list.isOnly || isInside(dict.place, list.place));
    const identity = written && identityOf(written);
    if (identity === undefined || !isKnown || !isTogether) continue;
    const prefix = `${textOf(schema) ?? ""}\0`;
    const same = byName.get(prefix + identity);
    if (same) yield duplicate(list, table, same);
    byName.set(prefix + identity, same ?? table);
    if (name === undefined) continue;
    const destination = tableName(name, "FIVETRAN");
    const merged = byDestination.get(prefix + destination);
    if (merged && !same) {
      const other = { name: merged.name, place: placeOf(merged) };
      yield mergedProblem({ name, place: placeOf(table) }, other, `table ${destination}`);
    }
    byDestination.set(prefix + destination, merged ?? table);
  }
}

/** What two names have in common that are certain to be the same. */
function identityOf(name: Value): string | undefined {
  if (name.kind === "text") return name.value.trim() === "" ? undefined : name.value;
  return name.kind === "configurationText" && name.key !== undefined ? `\0${name.key}` : undefined;
}

/** The literal of the name, if there is one. */
function placeOf({ dict, place }: DeclaredTable): Place {
  return entryNamed(dict, "table")?.value.place ?? place;
}

function duplicate(list: DeclaredList, table: DeclaredTable, first: DeclaredTable): Problem {
  const literal = placeOf(table);
  const entry = entryNamed(table.dict, "table");
  const item = entry && itemOf(displayOf(table.facts, table.dict), entry);
  // Of one constant used twice the second use is too many.
  const isShared = isInside(literal, placeOf(first)) && !isInside(literal, table.dict.place);
  const place =
    isShared && item && table.dict.place ? placeIn(table.dict.place.file, item.value) : literal;
  return problemAt(
    place,
    "duplicate-table",
    `${table.name} is declared twice; the SDK refuses the second one.`,
    {
      fixes: removals(list, table, first),
      related: [{ place: placeOf(first), message: "Declared here" }],
    },
  );
}

function removals(
  { place: list }: DeclaredList,
  { facts, dict }: DeclaredTable,
  first: DeclaredTable,
): readonly Fix[] {
  const { place } = dict;
  const display = list && nodeAt(facts.modules.get(list.file), list, "List", "Tuple");
  const index = display?.items.findIndex(({ from }) => from === place?.from) ?? -1;
  if (!display || !place || index < 0 || place.file !== list.file) return [];
  const edits = [itemRemoved(sourceOf(facts, place), display, index)];
  const isSame = first.dict.place && textAt(facts, first.dict.place) === textAt(facts, place);
  return [isSame ? fix("Remove it", edits) : choice("Remove this one", edits)];
}

function mergedProblem(one: Named, other: Named, destination: string): Problem {
  return problemAt(
    one.place,
    "merged-names",
    `${one.name} and ${other.name} both become the ${destination} at the destination: give them the same name, or different ones.`,
    { related: [{ place: other.place, message: `${other.name} is named here` }] },
  );
}

/** Columns that Fivetran makes one of, and those that have names of its own. */
export function* columnNameProblems(table: DeclaredTable): Iterable<Problem> {
  const { dict, place, name: shown } = table;
  const key = entryNamed(dict, "primary_key")?.value;
  const columns = entryNamed(dict, "columns")?.value;
  const keyColumns = key?.kind === "sequence" ? key.elements : [];
  const declared = columns?.kind === "dict" ? columns.entries : [];
  const named: (Named & { readonly isKey: boolean })[] = [
    ...keyColumns.flatMap(({ value, isCertain }) =>
      value.kind === "text" && isCertain
        ? [{ name: value.value, place: value.place ?? place, isKey: true }]
        : [],
    ),
    ...declared.flatMap(({ key: name, keyPlace, isCertain }) =>
      name.kind === "text" && isCertain
        ? [{ name: name.value, place: keyPlace ?? name.place ?? place, isKey: false }]
        : [],
    ),
  ];
  const byDestination = new Map<string, Named>();
  for (const column of named) {
    const destination = columnName(column.name, "FIVETRAN");
    const other = byDestination.get(destination);
    if (other && other.name !== column.name) {
      yield mergedProblem(column, other, `column ${destination} of ${shown}`);
    } else if (!other) byDestination.set(destination, column);
    if (destination.startsWith("_fivetran_")) {
      const isRefused = column.isKey && destination === "_fivetran_id";
      yield problemAt(
        column.place,
        "reserved-name",
        `Fivetran keeps names like ${column.name} for columns that it adds itself: ${
          isRefused ? "a sync with it as primary key fails" : "give the column another name"
        }.`,
        {
          ...(isRefused ? { severity: "error" as const } : {}),
          fixes:
            columns?.kind === "dict" && !column.isKey ? undeclared(table, columns, column) : [],
        },
      );
    }
  }
}

function undeclared(
  { facts }: DeclaredTable,
  columns: DictValue,
  { place }: Named,
): readonly Fix[] {
  const display = displayOf(facts, columns);
  const entry = columns.entries.find(({ keyPlace }) => keyPlace?.from === place.from);
  const item = entry && itemOf(display, entry);
  return display && item && columns.place
    ? [
        choice("Do not declare it", [
          itemRemoved(sourceOf(facts, columns.place), display, display.items.indexOf(item)),
        ]),
      ]
    : [];
}
