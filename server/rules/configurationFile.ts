/** configuration.json as a file: what the SDK would refuse in it, and what should not be in it. */
import { isEncrypted, isSecretName, referredSecret } from "../../src/shared/model/secrets.ts";
import { type JsonMember, type JsonValue, membersOf, parseJson } from "../data/json.ts";
import type { ProjectFacts } from "../model/facts.ts";
import type { Span } from "../python/ast.ts";
import { hasSince } from "../sdk/versions.ts";
import { jsonSyntaxProblem, memberRemoved } from "./data/jsonProblems.ts";
import { ignoredByGit } from "./layout/gitIgnoreEdit.ts";
import { isUnfilled } from "./placeholders.ts";
import { choice, fix, placeIn, problemAt, unreadable } from "./problem.ts";
import type { Fix, Problem } from "./rule.ts";
import { replaced } from "./sourceEdits.ts";

const file = "configuration.json";
const maximumKeys = 100;

export function* checkConfigurationFile(facts: ProjectFacts): Iterable<Problem> {
  const text = facts.files.text(file);
  if (text === undefined) {
    if (facts.files.paths.includes(file)) yield unreadable(file, "configuration-not-json");
    else yield* checkMissing(facts);
    return;
  }
  const document = parseJson(text);
  const syntax = jsonSyntaxProblem(file, document, "configuration-not-json");
  if (syntax) {
    yield syntax;
  } else if (document.value && document.value.kind !== "object") {
    yield problemAt(
      placeIn(file, document.value),
      "configuration-not-object",
      "configuration.json must be one JSON object: keys in double quotes, each with a text.",
    );
  }
  const members = membersOf(document);
  for (const member of members) yield* checkValue(facts, member, text);
  yield* checkKeys(members, document.value);
}

function* checkMissing(facts: ProjectFacts): Iterable<Problem> {
  const [connector] = facts.connectors;
  if (!connector || !hasSince(facts.sdk, { major: 2, minor: 11 })) return;
  const keys = [...new Set(facts.configuration.reads.map(({ key }) => key))];
  const template = Object.fromEntries(keys.map((key) => [key, ""]));
  yield problemAt(
    connector.namePlace ?? placeIn(connector.file, connector.call),
    "configuration-missing",
    "There is no configuration.json; since SDK 2.11 a connector is not debugged without one. {} is enough when it needs no configuration.",
    {
      fixes: [
        {
          ...fix("Create configuration.json", []),
          creates: [{ file, text: `${JSON.stringify(template, null, 2)}\n` }],
        },
      ],
    },
  );
}

function* checkValue(facts: ProjectFacts, member: JsonMember, text: string): Iterable<Problem> {
  const { key, value } = member;
  if (!value) return;
  const place = placeIn(file, value);
  if (value.kind !== "text") {
    // A Proxy Agent takes a list of hosts.
    if (value.kind === "array" && /^hosts?$/.test(key)) return;
    yield problemAt(
      place,
      "configuration-value",
      `The value of "${key}" is ${kindOf(value)}; every value of configuration.json must be text.` +
        (value.kind === "null" ? " null is for fivetran deploy only." : ""),
      { fixes: [asText(value, text)], ...(value.kind === "null" && { severity: "warning" }) },
    );
    return;
  }
  if (isUnfilled(value.value)) {
    yield problemAt(
      place,
      "configuration-placeholder",
      `"${key}" still has a placeholder; put the value of your source here.`,
    );
  } else if (
    isSecretName(key) &&
    value.value.trim() !== "" &&
    !isEncrypted(value.value) &&
    referredSecret(value.value) === undefined &&
    facts.files.isIgnored(file) === false
  ) {
    yield problemAt(
      place,
      "configuration-exposed",
      `"${key}" looks like a secret and git does not ignore configuration.json; keep the file out of the repository.`,
      { fixes: ignoredByGit(facts.files, file) },
    );
  }
}

function kindOf(value: JsonValue): string {
  if (value.kind === "null") return "null";
  return value.kind === "array" || value.kind === "object" ? `an ${value.kind}` : `a ${value.kind}`;
}

function asText(value: JsonValue, text: string): Fix {
  const written = text.slice(value.from, value.to);
  const edits = [
    replaced(placeIn(file, value), JSON.stringify(value.kind === "null" ? "" : written)),
  ];
  // The code has to read a list or an object from its text.
  return value.kind === "array" || value.kind === "object"
    ? choice("Write it as JSON text", edits)
    : fix("Write it as text", edits);
}

function* checkKeys(members: readonly JsonMember[], object: Span | undefined): Iterable<Problem> {
  const first = new Map<string, number>();
  for (const [index, member] of members.entries()) {
    const earlier = first.get(member.key);
    const place = placeIn(file, member.keyPlace);
    first.set(member.key, earlier ?? index);
    if (earlier === undefined) continue;
    yield problemAt(
      place,
      "configuration-duplicate",
      `"${member.key}" is there already; of the two values this one counts.`,
      {
        fixes: [
          fix("Remove the other one, which does not count", [
            memberRemoved(file, members, earlier),
          ]),
          choice("Remove this one", [memberRemoved(file, members, index)]),
        ],
        related: [
          { place: placeIn(file, members[earlier]?.keyPlace ?? member), message: "The other one." },
        ],
      },
    );
  }
  if (object && first.size > maximumKeys) {
    yield problemAt(
      { file, from: object.from, to: object.from + 1 },
      "configuration-size",
      `configuration.json has ${String(first.size)} keys; Fivetran takes at most ${String(maximumKeys)}.`,
    );
  }
}
