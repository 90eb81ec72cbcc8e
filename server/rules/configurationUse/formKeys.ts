/** Fields of the setup form against the keys that the code reads. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { FormField, ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";
import { neededReads } from "./configurationKeys.ts";

export function* formKeys(facts: ProjectFacts): Iterable<Problem> {
  const { form, configuration } = facts;
  if (!form) return;
  const read = new Set(configuration.reads.map(({ key }) => key));
  const unread = form.fields.filter(({ name }) => name !== undefined && !read.has(name));
  if (form.isComplete) yield* withoutField(facts, form.fields, unread);
  if (configuration.escapes) return;
  for (const { name = "", namePlace, call, file } of unread)
    yield problemAt(
      namePlace ?? placeIn(file, call),
      "form-key",
      `Nothing reads the field ${quoted(name)} from the configuration.`,
    );
}

function* withoutField(
  facts: ProjectFacts,
  fields: readonly FormField[],
  unread: readonly FormField[],
): Iterable<Problem> {
  const known = new Set(fields.map(({ name }) => name));
  if (known.has(undefined)) return;
  for (const { key, place } of neededReads(facts)) {
    if (known.has(key)) continue;
    known.add(key);
    const meant = nearestName(
      key,
      unread.flatMap(({ name }) => name ?? []),
    );
    yield problemAt(
      place,
      "form-key",
      `The setup form has no field ${quoted(key)}, so a connection made with it has no such key.${
        meant === undefined ? "" : ` Did you mean ${quoted(meant)}?`
      }`,
      { fixes: meant === undefined ? [] : renameFixes(place, meant, facts) },
    );
  }
}

function renameFixes(
  place: Parameters<typeof replaced>[0],
  name: string,
  { files }: ProjectFacts,
): readonly Fix[] {
  const written = files.text(place.file)?.slice(place.from, place.to) ?? "";
  return /^["'].*["']$/.test(written)
    ? [fix(`Change to ${name}`, [replaced(place, quoted(name, written))])]
    : [];
}
