/** Keys of configuration.json against the keys that the code reads. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import { type JsonMember, membersOf, parseJson } from "../../data/json.ts";
import type { ConfigurationRead, ProjectFacts } from "../../model/facts.ts";
import { memberRemoved } from "../data/jsonProblems.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { FileEdit, Fix, Problem } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";
import { isWritten, mayReadAny, requiredReads } from "./requiredKeys.ts";

const file = "configuration.json";

export function* configurationKeys(facts: ProjectFacts): Iterable<Problem> {
  const text = facts.files.text(file);
  const document = text === undefined ? undefined : parseJson(text);
  if (document?.value?.kind !== "object" || document.problems.length > 0) return;
  const members = membersOf(document);
  yield* missingKeys(members, document.value.to, facts);
  yield* unusedKeys(members, facts);
}

/** Said once a key: where it is read first. */
function* missingKeys(
  members: readonly JsonMember[],
  end: number,
  facts: ProjectFacts,
): Iterable<Problem> {
  const known = new Set(members.map(({ key }) => key));
  for (const read of requiredReads(facts, (key) => known.has(key))) {
    yield problemAt(
      read.place,
      "configuration-key-missing",
      `configuration.json has no key ${quoted(read.key)}, without which the sync fails.`,
      { fixes: missingFixes(read, members, end, facts) },
    );
  }
}

function missingFixes(
  { key, place }: ConfigurationRead,
  members: readonly JsonMember[],
  end: number,
  { files, configuration }: ProjectFacts,
): readonly Fix[] {
  const read = new Set(configuration.reads.map((each) => each.key));
  const meant = nearestName(
    key,
    members.map((each) => each.key).filter((each) => !read.has(each)),
  );
  const written = files.text(place.file)?.slice(place.from, place.to) ?? "";
  return [
    ...(meant !== undefined && /^["'].*["']$/.test(written)
      ? [fix(`Change to ${meant}`, [replaced(place, quoted(meant, written))])]
      : []),
    {
      ...fix(`Add ${key} to configuration.json`, [
        memberAdded(key, members, end, files.text(file) ?? ""),
      ]),
      isPreferred: meant === undefined,
    },
  ];
}

/** `end` is that of the object. */
export function memberAdded(
  key: string,
  members: readonly JsonMember[],
  end: number,
  text: string,
  value = "",
): FileEdit {
  const member = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const last = members.at(-1);
  if (!last) return { file, from: end - 1, to: end - 1, text: `\n  ${member}\n` };
  const blanks = /\s*$/.exec(text.slice(0, last.from))?.[0] ?? "";
  return { file, from: last.to, to: last.to, text: `,${blanks === "" ? " " : blanks}${member}` };
}

/** Only when nothing but what was followed sees the configuration. */
function* unusedKeys(members: readonly JsonMember[], facts: ProjectFacts): Iterable<Problem> {
  const { configuration, update, form } = facts;
  if (!update || mayReadAny(facts)) return;
  const read = new Set([
    ...configuration.reads.filter(({ how }) => how !== "write").map(({ key }) => key),
    ...(form?.fields ?? []).map(({ name }) => name),
  ]);
  for (const [index, { key, keyPlace }] of members.entries()) {
    if (read.has(key) || isWritten(key, facts)) continue;
    yield problemAt(
      placeIn(file, keyPlace),
      "configuration-key-unused",
      `Nothing reads ${quoted(key)}.`,
      {
        isUnnecessary: true,
        fixes: [fix(`Remove ${key}`, [memberRemoved(file, members, index)])],
      },
    );
  }
}
