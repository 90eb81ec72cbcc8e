/** The entries of schema() as rules look at them. */
import {
  alternativesOf,
  type DictValue,
  type Element,
  type Entry,
  type Place,
  type Value,
} from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Dict, DictItem } from "../../python/ast.ts";
import { nodeAt } from "../nodeAt.ts";
import { placeIn } from "../problem.ts";
import { lineEnd, type Source } from "../sourceEdits.ts";
import { textOf } from "../wrongValues.ts";

/** One dictionary of the list. */
export interface DeclaredTable {
  readonly facts: ProjectFacts;
  readonly dict: DictValue;
  /** False where it is there only on some ways through schema(). */
  readonly isCertain: boolean;
  /** Where to say what is wrong with all of it: the line it begins on. */
  readonly place: Place;
  /** "users", or how else to speak of it. */
  readonly name: string;
}

/** How to speak of a table whose name is not known. */
export const unnamed = "this table";

/** A list that schema() may return. */
export interface DeclaredList {
  readonly elements: readonly Element[];
  readonly place: Place | undefined;
  /** Whether schema() returns this one and no other. */
  readonly isOnly: boolean;
}

export function declaredLists({ schema: { returned } }: ProjectFacts): readonly DeclaredList[] {
  const alternatives = returned ? alternativesOf(returned) : [];
  return alternatives.flatMap((value) =>
    value.kind === "sequence"
      ? [{ elements: value.elements, place: value.place, isOnly: alternatives.length === 1 }]
      : [],
  );
}

export function declaredTables(
  facts: ProjectFacts,
  { elements }: DeclaredList,
): readonly DeclaredTable[] {
  return elements.flatMap(({ value, isCertain }) =>
    alternativesOf(value).flatMap((dict) => {
      const place = dict.place ?? schemaPlace(facts);
      if (dict.kind !== "dict" || !place) return [];
      const name = textOf(entryNamed(dict, "table")?.value);
      return [
        {
          facts,
          dict,
          isCertain: isCertain && value.kind === "dict",
          place: firstLine(facts, place),
          name: name === undefined || name.trim() === "" ? unnamed : name,
        },
      ];
    }),
  );
}

export function entryNamed(dict: DictValue, name: string): Entry | undefined {
  return dict.entries.find(({ key }) => textOf(key) === name);
}

/** Where to speak of schema() as a whole: its name. */
export function schemaPlace({ schema: { function: schema } }: ProjectFacts): Place | undefined {
  return schema && placeIn(schema.file, schema.definition.name);
}

/** The part of a place that is on its first line. */
export function firstLine(facts: ProjectFacts, place: Place): Place {
  const { text } = sourceOf(facts, place);
  return { ...place, to: Math.min(place.to, Math.max(place.from, lineEnd(text, place.from))) };
}

export function sourceOf({ modules }: ProjectFacts, { file }: Place): Source {
  return { file, text: modules.get(file)?.text ?? "" };
}

export function textAt(facts: ProjectFacts, place: Place): string {
  return sourceOf(facts, place).text.slice(place.from, place.to);
}

/** The display that a value was written as. */
export function displayOf(facts: ProjectFacts, { place }: Value): Dict | undefined {
  return place && nodeAt(facts.modules.get(place.file), place, "Dict");
}

/** Where an entry is written in its display. */
export function itemOf(display: Dict | undefined, entry: Entry): DictItem | undefined {
  return display?.items.find(({ key }) => key && key.from === entry.keyPlace?.from);
}

/** Where a value of an entry is written: what it came from, or else what stands in the display. */
export function placeOfValue(
  facts: ProjectFacts,
  dict: DictValue,
  entry: Entry,
  value: Value = entry.value,
): Place | undefined {
  if (value.place) return value.place;
  const item = itemOf(displayOf(facts, dict), entry);
  return item && dict.place ? placeIn(dict.place.file, item.value) : entry.keyPlace;
}
