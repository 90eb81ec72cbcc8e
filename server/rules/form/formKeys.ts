/** The fields of the setup form beside the keys of the configuration that the code reads. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { Place } from "../../evaluation/values.ts";
import type { FormFact, ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";

export function* formKeyProblems(facts: ProjectFacts, form: FormFact): Iterable<Problem> {
  const { reads, escapes } = facts.configuration;
  const read = new Set(reads.flatMap(({ key, how }) => (how === "write" ? [] : [key])));
  const written = new Set(reads.flatMap(({ key, how }) => (how === "write" ? [key] : [])));
  const fields = new Set(form.fields.flatMap(({ name }) => name ?? []));
  const unread = [...fields].filter((name) => !read.has(name) && name.trim() !== "");
  const needed = reads.filter(
    ({ key, how, isGuarded }) =>
      how === "index" && !isGuarded && !fields.has(key) && !written.has(key),
  );
  const fixes = new Map<string, Fix[]>();
  for (const { key, place } of form.isComplete ? needed : []) {
    const nearest = nearestName(key, unread);
    const renaming = nearest === undefined ? [] : renamings(facts, place, nearest);
    if (nearest !== undefined) fixes.set(nearest, [...(fixes.get(nearest) ?? []), ...renaming]);
    yield problemAt(
      place,
      "form-key",
      `The code needs ${key} in the configuration, but the setup form has no field of that name${nearest === undefined ? "." : `; did you mean ${nearest}?`}`,
      { fixes: renaming },
    );
  }
  for (const { name, namePlace, file, call } of escapes ? [] : form.fields) {
    if (name === undefined || !unread.includes(name)) continue;
    const renaming = fixes.get(name) ?? [];
    yield problemAt(
      namePlace ?? placeIn(file, call),
      "form-key",
      `The setup form asks for ${name}, but no code reads it from the configuration.`,
      // The key that is read in its place, where there is just one.
      { fixes: renaming.length === 1 ? renaming : [] },
    );
  }
}

function renamings({ modules }: ProjectFacts, place: Place, name: string): readonly Fix[] {
  const before = modules.get(place.file)?.text.slice(place.from, place.to) ?? "";
  return /^(["'])[^"'\\]*\1$/.test(before)
    ? [fix(`Use ${name}`, [replaced(place, quoted(name, before))])]
    : [];
}
