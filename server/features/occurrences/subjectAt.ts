/** What the text at an offset names. */
import type { ProjectFacts } from "../../model/facts.ts";
import { occurrencesOf, type Occurrences } from "./occurrences.ts";
import { stateOccurrences } from "./stateKeys.ts";
import { idOf, type Occurrence, type Subject } from "./subject.ts";

export interface SubjectsAt {
  /** The text with its quotes, once for each thing that it names. */
  readonly here: readonly [Occurrence, ...Occurrence[]];
  /** Every occurrence of these subjects. */
  readonly everywhere: readonly Occurrence[];
  readonly occurrences: Occurrences;
}

/**
 * Undefined where no table, column or key is named. A variable that holds a name is Python's and not asked about; keys of the state
 * are looked for only where nothing else is.
 */
export function subjectsAt(
  facts: ProjectFacts,
  file: string,
  offset: number,
): SubjectsAt | undefined {
  const occurrences = occurrencesOf(facts);
  const isHere = (one: Occurrence): boolean =>
    one.isText && one.file === file && one.from <= offset && offset <= one.to;
  const named = occurrences.all.filter(isHere);
  const all = named.length > 0 ? occurrences.all : stateOccurrences(facts);
  const [first, ...others] = named.length > 0 ? named : all.filter(isHere);
  if (!first) return undefined;
  const here = [first, ...others] as const;
  const ids = new Set(here.map(({ subject }) => idOf(subject)));
  const everywhere = all.filter(({ subject }) => ids.has(idOf(subject)));
  return { here, everywhere, occurrences };
}

export function isSame(one: Subject, other: Subject): boolean {
  return idOf(one) === idOf(other);
}
