/** The keys of an entry of schema(): which there are, and the names that it gives. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { DictValue, Entry, NumberValue, Place, Value } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { entryKeys } from "../../sdk/schemaEntry.ts";
import type { ProblemCode } from "../codes.ts";
import { newerProblem } from "../newerProblem.ts";
import { nodeAt } from "../nodeAt.ts";
import { fix, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemRemoved, quoted, replaced } from "../sourceEdits.ts";
import { isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";
import {
  type DeclaredTable,
  displayOf,
  entryNamed,
  itemOf,
  placeOfValue,
  sourceOf,
  textAt,
} from "./declared.ts";

const keys = [...entryKeys.keys()];

/** What people write instead, without underscores and case. */
const otherSpellings: Readonly<Record<string, string>> = {
  name: "table",
  tablename: "table",
  tables: "table",
  pk: "primary_key",
  pks: "primary_key",
  key: "primary_key",
  keys: "primary_key",
  primary: "primary_key",
  primarykey: "primary_key",
  primarykeys: "primary_key",
  column: "columns",
  cols: "columns",
  fields: "columns",
  columntypes: "columns",
  schemaname: "schema",
};

export function* entryProblems(table: DeclaredTable): Iterable<Problem> {
  yield* overwrittenProblems(table.facts, table.dict, "This entry");
  yield* keyProblems(table);
  const { dict, facts } = table;
  const name = entryNamed(dict, "table");
  if (name) yield* nameProblems(table, name, "table-name", "The name of a table");
  else if (!dict.isOpen) {
    yield problemAt(
      table.place,
      "table-missing",
      'This entry of schema() names no table: add "table": "…".',
      { fixes: [...dict.entries].flatMap((entry) => renamings(table, entry, ["table"])) },
    );
  }
  const schema = entryNamed(dict, "schema");
  if (schema && schema.value.kind !== "none") {
    yield* nameProblems(table, schema, "schema-name", `The schema of ${table.name}`);
  }
  const since = entryKeys.get("schema")?.since;
  if (schema?.keyPlace && since) yield* newerProblem(facts, schema.keyPlace, '"schema"', since);
}

/** Whether one of the keys was meant as that one. */
export function isMeant({ dict }: DeclaredTable, name: string): boolean {
  return dict.entries.some(({ key }) => meantKey(textOf(key) ?? "") === name);
}

function meantKey(key: string): string | undefined {
  if (keys.includes(key)) return undefined;
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, "");
  const other = Object.hasOwn(otherSpellings, plain) ? otherSpellings[plain] : undefined;
  return other ?? (key.length > 3 ? nearestName(key, keys) : undefined);
}

function* keyProblems(table: DeclaredTable): Iterable<Problem> {
  for (const entry of table.dict.entries) {
    const key = textOf(entry.key);
    const place = entry.keyPlace ?? entry.key.place;
    if (key === undefined || keys.includes(key) || !place) continue;
    const meant = meantKey(key);
    const isMistaken = meant !== undefined && !entryNamed(table.dict, meant);
    yield problemAt(
      place,
      "schema-key-ignored",
      isMistaken
        ? `The SDK ignores "${key}": the key is called "${meant}".`
        : `The SDK ignores "${key}"; it knows only "table", "primary_key", "columns" and "schema".`,
      isMistaken ? { fixes: renamings(table, entry, [meant]) } : { severity: "hint" },
    );
  }
}

/** Gives a key the name that it was meant to have, unless there is one of it. */
function renamings(
  { facts, dict }: DeclaredTable,
  { key, keyPlace }: Entry,
  names: readonly string[],
): readonly Fix[] {
  const meant = meantKey(textOf(key) ?? "");
  const isFree = meant !== undefined && names.includes(meant) && !entryNamed(dict, meant);
  return isFree && keyPlace && isLiteral(key, facts)
    ? [fix(`Use "${meant}"`, [replaced(keyPlace, quoted(meant, textAt(facts, keyPlace)))])]
    : [];
}

/** Whether the value was written as one text where its place is, so that the text there may be replaced. */
export function isLiteral(value: Value, { modules }: ProjectFacts): boolean {
  const { kind, place } = value;
  return (
    kind === "text" &&
    value.isLiteral &&
    !!place &&
    !!nodeAt(modules.get(place.file), place, "Text")
  );
}

function* nameProblems(
  { facts, dict, place: line }: DeclaredTable,
  entry: Entry,
  code: ProblemCode & ("table-name" | "schema-name"),
  what: string,
): Iterable<Problem> {
  const wrong = wrongOf(
    entry.value,
    (each) => isBlank(each) || isOtherThan("text")(each),
    dict.place,
  );
  for (const each of wrong) {
    const place = placeOfValue(facts, dict, entry, each) ?? line;
    const problem = isBlank(each)
      ? `${what} is empty.`
      : `${what} must be text, not ${kindOf(each) ?? "this"}.`;
    yield problemAt(place, code, problem, {
      fixes: each.kind === "number" && code === "table-name" ? usedQuotings(facts, each) : [],
    });
  }
}

function isBlank(value: Value): boolean {
  return value.kind === "text" && value.value.trim() === "";
}

/** The number of a table in quotes, where rows are emitted to a table that is called so. */
function usedQuotings(facts: ProjectFacts, { value, place }: NumberValue): readonly Fix[] {
  const isUsed = facts.operations.some(
    ({ arguments: given }) => textOf(given.get("table")?.value) === String(value),
  );
  return isUsed ? quotings(facts, place) : [];
}

/** A number in quotes, where it stands in quotes elsewhere, too. */
export function nameQuotings(facts: ProjectFacts, place: Place | undefined): readonly Fix[] {
  const texts = [...facts.modules.values()].map(({ text }) => text);
  const number = place && textAt(facts, place);
  const isUsed = texts.some((text) => text.includes(`"${number}"`) || text.includes(`'${number}'`));
  return isUsed ? quotings(facts, place) : [];
}

/** A number in quotes. */
export function quotings(facts: ProjectFacts, place: Place | undefined): readonly Fix[] {
  const number = place && nodeAt(facts.modules.get(place.file), place, "Number");
  return number ? [fix("Put it in quotes", [replaced(place, quoted(textAt(facts, place)))])] : [];
}

/** Python keeps the last of equal keys, so the earlier one can go. */
export function* overwrittenProblems(
  facts: ProjectFacts,
  dict: DictValue,
  what: string,
): Iterable<Problem> {
  const display = dict.overwritten.length > 0 ? displayOf(facts, dict) : undefined;
  for (const entry of dict.overwritten) {
    const key = textOf(entry.key);
    const last = dict.entries.find((each) => textOf(each.key) === key)?.keyPlace;
    const item = itemOf(display, entry);
    if (key === undefined || !last || !entry.keyPlace || !dict.place) continue;
    const edit =
      display &&
      item &&
      itemRemoved(sourceOf(facts, dict.place), display, display.items.indexOf(item));
    yield problemAt(
      last,
      "duplicate-entry",
      `${what} has "${key}" twice; this one counts, the earlier one is lost.`,
      {
        fixes: edit ? [fix("Remove the earlier one", [edit])] : [],
        related: [{ place: entry.keyPlace, message: "The earlier one" }],
      },
    );
  }
}
