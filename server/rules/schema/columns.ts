/** The columns of an entry of schema() and their types. */
import type { Entry, Place, SequenceValue } from "../../evaluation/values.ts";
import { nodeAt } from "../nodeAt.ts";
import { choice, fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemRemoved, quoted, replaced } from "../sourceEdits.ts";
import { type Alternative, isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";
import { type Column, decimalProblems } from "./decimals.ts";
import {
  type DeclaredTable,
  displayOf,
  entryNamed,
  itemOf,
  placeOfValue,
  sourceOf,
  textAt,
} from "./declared.ts";
import { isLiteral, overwrittenProblems, quotings } from "./entryKeys.ts";
import { textTypeProblem } from "./textTypes.ts";
import { pythonTypes } from "./typeNames.ts";

export function* columnsProblems(table: DeclaredTable): Iterable<Problem> {
  const { facts, dict, place: line, name } = table;
  const entry = entryNamed(dict, "columns");
  if (!entry) return;
  for (const wrong of wrongOf(entry.value, isOtherThan("dict"), dict.place)) {
    yield problemAt(
      placeOfValue(facts, dict, entry, wrong) ?? line,
      "columns-not-dict",
      `The columns of ${name} must be a dictionary of column to type, not ${kindOf(wrong) ?? "this"}.`,
      { fixes: dictFixes(table, entry, wrong) },
    );
  }
  const columns = entry.value;
  if (columns.kind !== "dict") return;
  yield* overwrittenProblems(facts, columns, `The declaration of ${name}`);
  for (const column of columns.entries) {
    const place = column.keyPlace ?? column.key.place ?? columns.place ?? line;
    for (const wrong of wrongOf(column.key, isOtherThan("text", "bytes"), columns.place)) {
      yield problemAt(
        wrong.place ?? place,
        "column-name",
        `The name of a column of ${name} must be text, not ${kindOf(wrong) ?? "this"}.`,
        { fixes: wrong.kind === "number" ? quotings(facts, wrong.place) : [] },
      );
    }
    const shown = textOf(column.key) ?? "a column";
    yield* typeProblems({ facts, entry: column, columns, place, name: `${name}.${shown}` });
  }
}

/** A list of names becomes a dictionary in which each is a STRING, the type that takes every value; None goes. */
function dictFixes(
  { facts, dict }: DeclaredTable,
  entry: Entry,
  wrong: Alternative,
): readonly Fix[] {
  const { place } = wrong;
  if (!place) return [];
  if (wrong.kind === "sequence") {
    const list = nodeAt(facts.modules.get(place.file), place, "List", "Tuple", "Set");
    if (!list || columnNames(wrong)?.length !== list.items.length) return [];
    const items = list.items.map((item) => textAt(facts, placeIn(place.file, item)));
    const text = items.map((item) => `${item}: ${quoted("STRING", item)}`).join(", ");
    return [fix("Make it a dictionary of STRINGs", [replaced(place, `{${text}}`)])];
  }
  const display = displayOf(facts, dict);
  const item = itemOf(display, entry);
  return wrong.kind === "none" && display && item?.value.from === place.from
    ? [
        fix("Remove it", [
          itemRemoved(sourceOf(facts, place), display, display.items.indexOf(item)),
        ]),
      ]
    : [];
}

/** The names of a list that holds nothing else, each once. */
function columnNames({ elements, isOpen }: SequenceValue): readonly string[] | undefined {
  const names = elements.flatMap(({ value }) => textOf(value) ?? []);
  return !isOpen && names.length === elements.length && new Set(names).size === names.length
    ? names
    : undefined;
}

function* typeProblems(column: Column): Iterable<Problem> {
  const { facts, entry, columns, place: at, name } = column;
  const bads = wrongOf(
    entry.value,
    (type) =>
      type.kind === "dict" || type.kind === "text"
        ? isWrongType(column, type)
        : isOtherThan("text")(type) || isPythonType(type),
    columns.place,
  );
  for (const type of bads) {
    const place = placeOfValue(facts, columns, entry, type) ?? at;
    if (type.kind === "text") yield* textTypeProblem(facts, type, place, name);
    else if (type.kind === "dict") yield* decimalProblems(column, type);
    else {
      yield problemAt(
        place,
        "column-type",
        `The type of ${name} must be text such as "STRING", or a dictionary for a DECIMAL, not ${isPythonType(type) ? "a type of Python" : (kindOf(type) ?? "this")}.`,
        { fixes: otherTypeFixes(column, type, place) },
      );
    }
  }
}

/** Whether there is anything to say of it, so that what is right among alternatives counts as right. */
function isWrongType(column: Column, type: Alternative): boolean {
  const problems =
    type.kind === "dict"
      ? decimalProblems(column, type)
      : textTypeProblem(column.facts, type, column.place, column.name);
  return [...problems].length > 0;
}

function isPythonType(type: Alternative): boolean {
  return type.kind === "external" && pythonTypes.has(type.name);
}

function otherTypeFixes(
  { facts, entry, columns }: Column,
  type: Alternative,
  place: Place,
): readonly Fix[] {
  const like = entry.keyPlace ? textAt(facts, entry.keyPlace) : undefined;
  if (type.kind === "external") {
    // Where it is not written out, what stands there is a variable.
    if (type.name !== `builtins.${textAt(facts, place)}`) return [];
    const name = pythonTypes.get(type.name) ?? "STRING";
    return [fix(`Use ${name}`, [replaced(place, quoted(name, like))])];
  }
  const display = displayOf(facts, columns);
  const item = itemOf(display, entry);
  if (type.kind === "none" && display && item?.value.from === place.from) {
    const edit = itemRemoved(sourceOf(facts, place), display, display.items.indexOf(item));
    return [choice("Leave its type to Fivetran", [edit])];
  }
  const [only] = type.kind === "sequence" && type.elements.length === 1 ? type.elements : [];
  return only?.value.place && isLiteral(only.value, facts)
    ? [fix("Remove the brackets", [replaced(place, textAt(facts, only.value.place))])]
    : [];
}
