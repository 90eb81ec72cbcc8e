/** Every place of the table, column or key that the text at an offset names; variables that hold its name are places, too. */
import type { Analysis } from "../service/analysis.ts";
import { placeOfName } from "./definition.ts";
import type { Reference } from "./feature.ts";
import { subjectsAt } from "./occurrences/subjectAt.ts";

export function references(
  { facts }: Analysis,
  file: string,
  offset: number,
): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const one of subjectsAt(facts, file, offset)?.everywhere ?? []) {
    const text = facts.modules.get(one.file)?.text ?? facts.files.text(one.file) ?? "";
    const place = placeOfName(text, one);
    const key = `${place.file} ${place.from}`;
    const isDeclaration = one.isDeclaration || found.get(key)?.isDeclaration === true;
    found.set(key, { ...place, isDeclaration });
  }
  return [...found.values()].sort((a, b) => a.file.localeCompare(b.file) || a.from - b.from);
}
