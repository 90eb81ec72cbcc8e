/** The primary key of an entry of schema(). */
import type { Entry, Place, SequenceValue } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { nodeAt, nodesAround } from "../nodeAt.ts";
import { choice, fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemAdded, itemRemoved, quoted, replaced, wrapped } from "../sourceEdits.ts";
import { type Alternative, isOtherThan, isText, kindOf, textOf, wrongOf } from "../wrongValues.ts";
import {
  type DeclaredTable,
  unnamed,
  displayOf,
  entryNamed,
  itemOf,
  placeOfValue,
  sourceOf,
  textAt,
} from "./declared.ts";
import { isMeant, nameQuotings } from "./entryKeys.ts";
import { likelyKey } from "./likelyKey.ts";

export function* primaryKeyProblems(table: DeclaredTable): Iterable<Problem> {
  const { facts, dict, place: line, name } = table;
  const entry = entryNamed(dict, "primary_key");
  if (!entry) {
    if (!dict.isOpen && !isMeant(table, "primary_key")) yield surrogate(table);
    return;
  }
  for (const wrong of wrongOf(entry.value, isOtherThan("sequence"), dict.place)) {
    const constant = constantAt(facts, wrong.place);
    const used = constant && useOf(table, entry, constant.name);
    const place = used ?? placeOfValue(facts, dict, entry, wrong) ?? line;
    // A constant may be the text that it is elsewhere.
    const isElsewhere = constant !== undefined && !used;
    const isValue = place !== entry.keyPlace && place !== line;
    const fixes = isValue && !isElsewhere ? listFixes(facts, wrong, place) : [];
    yield isText(wrong)
      ? problemAt(place, "key-as-text", keyAsText(name, wrong), { fixes })
      : problemAt(
          place,
          "primary-key-not-list",
          `The primary key of ${name} must be a list of columns, not ${kindOf(wrong) ?? "this"}.`,
          // The SDK reads the keys of a dictionary as columns, so this one happens to work.
          { fixes, ...(wrong.kind === "dict" ? { severity: "warning" as const } : {}) },
        );
  }
  const { value } = entry;
  if (value.kind !== "sequence") return;
  if (value.elements.length === 0 && !value.isOpen) yield surrogate(table);
  yield* columnProblems(table, value);
}

function surrogate(table: DeclaredTable): Problem {
  const { dict, place, name } = table;
  const at = (entryNamed(dict, "primary_key") ?? entryNamed(dict, "table"))?.value;
  const subject = name === unnamed ? "This table" : name;
  return problemAt(
    at && at.kind !== "partialText" && at.place ? at.place : place,
    "surrogate-key",
    `${subject} has no primary key: Fivetran adds _fivetran_id, a hash of the whole row, so a row with a changed value becomes a new row beside the old one.`,
    { fixes: keyFixes(table) },
  );
}

function keyFixes({ facts, dict, name }: DeclaredTable): readonly Fix[] {
  const display = displayOf(facts, dict);
  const columns = entryNamed(dict, "columns")?.value;
  const declared = columns?.kind === "dict" ? columns.entries : [];
  const key = likelyKey(
    facts,
    name,
    declared.flatMap(({ key: column }) => textOf(column) ?? []),
  );
  if (key === undefined || !display || !dict.place) return [];
  const [first] = dict.entries;
  const like = first?.keyPlace ? textAt(facts, first.keyPlace) : undefined;
  const list = `[${quoted(key, like)}]`;
  const entry = entryNamed(dict, "primary_key");
  const item = entry && itemOf(display, entry);
  if (entry && item?.value.from !== entry.value.place?.from) return [];
  const edits = item
    ? [replaced(placeIn(dict.place.file, item.value), list)]
    : itemAdded(sourceOf(facts, dict.place), display, `${quoted("primary_key", like)}: ${list}`);
  return [choice(`Make ${key} the primary key`, edits)];
}

function keyAsText(name: string, wrong: Alternative): string {
  const text = textOf(wrong) ?? "";
  const letters = Array.from(text.slice(0, 3)).map((letter) => `"${letter}"`);
  const shown = [...letters, ...(text.length > 3 ? ["…"] : [])].join(", ");
  return text.length > 1
    ? `The SDK takes every character of this text as a column of the primary key of ${name} (${shown}): write a list.`
    : `The primary key of ${name} must be a list of columns, not text.`;
}

function listFixes(facts: ProjectFacts, wrong: Alternative, place: Place): readonly Fix[] {
  if (wrong.kind === "dict") {
    const display = nodeAt(facts.modules.get(place.file), place, "Dict");
    const names = display?.items.flatMap(({ key }) => (key ? [key] : [])) ?? [];
    const texts = names.map((key) => textAt(facts, placeIn(place.file, key)));
    return texts.length > 0
      ? [choice("Make it a list", [replaced(place, `[${texts.join(", ")}]`)])]
      : [];
  }
  return isText(wrong) ? [fix("Put it in a list", wrapped(place, "[", "]"))] : [];
}

/** The variable that is set to just the literal there. */
function constantAt(
  { modules }: ProjectFacts,
  place: Place | undefined,
): { readonly name: string } | undefined {
  const parent = place && nodesAround(modules.get(place.file), place).at(-2);
  if (parent?.kind !== "Assignment" && parent?.kind !== "AnnotatedAssignment") return undefined;
  const target = parent.kind === "Assignment" ? parent.targets[0] : parent.target;
  return { name: target?.kind === "Name" ? target.id : "" };
}

/** Where the entry is given that variable. */
function useOf({ facts, dict }: DeclaredTable, entry: Entry, name: string): Place | undefined {
  const written = itemOf(displayOf(facts, dict), entry)?.value;
  return written?.kind === "Name" && written.id === name && dict.place
    ? placeIn(dict.place.file, written)
    : undefined;
}

function* columnProblems(
  { facts, dict, place: line, name }: DeclaredTable,
  value: SequenceValue,
): Iterable<Problem> {
  const seen = new Set<string>();
  for (const element of value.elements) {
    for (const wrong of wrongOf(element.value, isOtherThan("text", "bytes"), dict.place)) {
      yield problemAt(
        wrong.place ?? value.place ?? line,
        "primary-key-column",
        `A column of the primary key of ${name} must be text, not ${kindOf(wrong) ?? "this"}.`,
        { fixes: wrong.kind === "number" ? nameQuotings(facts, wrong.place) : [] },
      );
    }
    const column = textOf(element.value);
    if (column === undefined || !element.isCertain) continue;
    if (seen.has(column)) {
      yield problemAt(
        element.value.place ?? value.place ?? line,
        "duplicate-key-column",
        `${column} is twice in the primary key of ${name}.`,
        { fixes: removals(facts, value, element.value.place?.from) },
      );
    }
    seen.add(column);
  }
}

function removals(
  facts: ProjectFacts,
  { place }: SequenceValue,
  from: number | undefined,
): readonly Fix[] {
  const list = place && nodeAt(facts.modules.get(place.file), place, "List", "Tuple");
  const index = list?.items.findIndex((item) => item.from === from) ?? -1;
  return list && index >= 0
    ? [fix("Remove it", [itemRemoved(sourceOf(facts, place), list, index)])]
    : [];
}
