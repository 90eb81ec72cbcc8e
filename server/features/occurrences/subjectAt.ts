/** What the text at an offset names. */
import type { ProjectFacts } from "../../model/facts.ts";
import { nodesAround } from "../../rules/nodeAt.ts";
import { occurrencesOf, type Occurrences } from "./occurrences.ts";
import { rowReads } from "./rowReads.ts";
import { stateOccurrences } from "./stateKeys.ts";
import { idOf, plainLiteral, type Occurrence, type Subject } from "./subject.ts";

export interface SubjectsAt {
  /** The text with its quotes, once for each thing that it names. */
  readonly here: readonly [Occurrence, ...Occurrence[]];
  /** Every occurrence of these subjects. */
  readonly everywhere: readonly Occurrence[];
  readonly occurrences: Occurrences;
}

/** Undefined where no table, column or key is named. A variable that holds a name is Python's and not asked about. */
export function subjectsAt(
  facts: ProjectFacts,
  file: string,
  offset: number,
): SubjectsAt | undefined {
  const occurrences = occurrencesOf(facts);
  const isHere = (one: Occurrence): boolean =>
    one.isText && one.file === file && one.from <= offset && offset <= one.to;
  const named = occurrences.all.filter(isHere);
  const others = named.length > 0 ? [] : unnamed(facts, file, offset, occurrences.all);
  const all = [...occurrences.all, ...others];
  const [first, ...more] = named.length > 0 ? named : others.filter(isHere);
  if (!first) return undefined;
  const here = [first, ...more] as const;
  const ids = new Set(here.map(({ subject }) => idOf(subject)));
  const everywhere = all.filter(({ subject }) => ids.has(idOf(subject)));
  const reads = named.length > 0 ? rowReads(facts, everywhere) : [];
  return { here, everywhere: [...everywhere, ...reads], occurrences };
}

export function isSame(one: Subject, other: Subject): boolean {
  return idOf(one) === idOf(other);
}

/** Reads of rows that may be at the offset, and keys of the state: looked for only where nothing else is. */
function unnamed(
  facts: ProjectFacts,
  file: string,
  offset: number,
  all: readonly Occurrence[],
): readonly Occurrence[] {
  const place = { from: offset, to: offset };
  const module = facts.modules.get(file);
  const text = nodesAround(module, place).findLast(({ kind }) => kind === "Text");
  if (text?.kind !== "Text" || !plainLiteral(module?.text ?? "", text)) return [];
  const alike = all.filter(({ subject }) => subject.name === text.value);
  return [...rowReads(facts, alike), ...stateOccurrences(facts)];
}
