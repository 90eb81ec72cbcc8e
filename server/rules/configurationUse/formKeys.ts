/** Fields of the setup form against the keys that the code reads. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { Place } from "../../evaluation/values.ts";
import type { ConfigurationRead, FormField, ProjectFacts } from "../../model/facts.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";
import { isWritten, mayReadAny, requiredReads } from "./requiredKeys.ts";

export function* formKeys(facts: ProjectFacts): Iterable<Problem> {
  const { form, configuration } = facts;
  if (!form) return;
  const read = new Set(configuration.reads.map(({ key }) => key));
  const known = new Set(form.fields.map(({ name }) => name));
  const unread = form.fields.filter(({ name }) => name !== undefined && !read.has(name));
  const missing =
    known.has(undefined) || !form.isComplete
      ? []
      : [...requiredReads(facts, (key) => known.has(key))];
  yield* withoutField(facts, missing, unread);
  if (!mayReadAny(facts)) yield* withoutRead(facts, missing, unread);
}

function* withoutField(
  facts: ProjectFacts,
  missing: readonly ConfigurationRead[],
  unread: readonly FormField[],
): Iterable<Problem> {
  for (const { key, place } of missing) {
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
      { fixes: renameFixes(place, meant, facts) },
    );
  }
}

function* withoutRead(
  facts: ProjectFacts,
  missing: readonly ConfigurationRead[],
  unread: readonly FormField[],
): Iterable<Problem> {
  for (const { name = "", namePlace, call, file } of unread) {
    if (isWritten(name, facts, namePlace)) continue;
    yield problemAt(
      namePlace ?? placeIn(file, call),
      "form-key",
      `Nothing reads the field ${quoted(name)} from the configuration.`,
      {
        fixes: renameFixes(
          namePlace,
          nearestName(
            name,
            missing.map(({ key }) => key),
          ),
          facts,
        ),
      },
    );
  }
}

function renameFixes(
  place: Place | undefined,
  name: string | undefined,
  { files }: ProjectFacts,
): readonly Fix[] {
  const written = place && files.text(place.file)?.slice(place.from, place.to);
  return place && name !== undefined && /^["'].*["']$/.test(written ?? "")
    ? [choice(`Change to ${name}`, [replaced(place, quoted(name, written))])]
    : [];
}
