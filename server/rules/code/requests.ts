/** How the connector asks a web API. */
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import type { Call, Node } from "../../python/ast.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { indentationAt, inserted, itemAdded, lineEnd } from "../sourceEdits.ts";
import { hasKeyword, isDeployed, type Scope } from "./enclosing.ts";

const request =
  /^requests\.(?:(?:sessions\.)?[Ss]ession\(\)\.|api\.)?(?:get|post|put|patch|delete|head|options|request)$/;
const seconds = 30;

export function* checkRequests(facts: ProjectFacts, scopes: readonly Scope[]): Iterable<Problem> {
  const made = facts.calls.filter((fact) => request.test(fact.name) && isDeployed(fact));
  if (made.length === 0) return;
  yield* checkTimeouts(facts, made);
  yield* checkResponses(facts, scopes, new Set(made.map(({ call }) => call)));
  yield* checkRetries(facts, made);
}

function* checkTimeouts(facts: ProjectFacts, made: readonly CallFact[]): Iterable<Problem> {
  const mayHaveOwn = setsSessionTimeout(facts);
  for (const { name, call, file, namePlace } of made) {
    if (hasKeyword(call, "timeout") || call.arguments.some(({ stars }) => stars > 0)) continue;
    if (/session/i.test(name) && mayHaveOwn) continue;
    const text = facts.modules.get(file)?.text ?? "";
    yield problemAt(
      namePlace,
      "request-without-timeout",
      "This request waits for ever when the source does not answer; give it a timeout in seconds.",
      {
        fixes: [
          fix(
            `Add timeout=${String(seconds)}`,
            itemAdded({ file, text }, call, `timeout=${String(seconds)}`),
          ),
        ],
      },
    );
  }
}

/** Whether sessions may have a timeout by an adapter or by a method of their own. */
function setsSessionTimeout({ modules }: ProjectFacts): boolean {
  return [...modules.values()].some(({ text }) =>
    /\b(?:HTTPAdapter\)|\(Session\)|requests\.Session\)):|\.(?:request|get|send)\s*=[^=]/.test(
      text,
    ),
  );
}

/** A response of which the content is used and nothing else is asked. */
function* checkResponses(
  facts: ProjectFacts,
  scopes: readonly Scope[],
  made: ReadonlySet<Call>,
): Iterable<Problem> {
  if ([...facts.modules.values()].some(({ text }) => /\bhooks\b|raise_for_status\s*=/.test(text)))
    return;
  for (const { file, text, nodes } of scopes) {
    for (const node of nodes) {
      if (node.kind === "Attribute" && isContent(node) && isMade(node.value, made)) {
        yield unchecked(file, node.value);
      }
      if (node.kind !== "Assignment" || !isMade(node.value, made)) continue;
      const [target] = node.targets;
      if (target?.kind !== "Name" || node.targets.length > 1 || !isOnlyRead(target.id, nodes))
        continue;
      const line = lineEnd(text, node.to);
      const check = `\n${indentationAt(text, node.from)}${target.id}.raise_for_status()`;
      const isAlone = text.slice(node.to, line).trim().replace(/^#.*/, "") === "";
      yield {
        ...unchecked(file, node.value),
        ...(isAlone && {
          fixes: [fix(`Add ${target.id}.raise_for_status()`, [inserted(file, line, check)])],
        }),
      };
    }
  }
}

function unchecked(file: string, { from, to }: Node): Problem {
  return problemAt(
    placeIn(file, { from, to }),
    "response-unchecked",
    "The answer is read without a look at its status, so an error page may be taken for data; call raise_for_status() first.",
  );
}

function isMade(node: Node, made: ReadonlySet<Call>): boolean {
  return node.kind === "Call" && made.has(node);
}

function isContent({ attribute }: Extract<Node, { kind: "Attribute" }>): boolean {
  return /^(?:json|text|content|iter_lines|iter_content)$/.test(attribute.text);
}

/** Whether all that is done with a variable is to read the content; given away, it may be looked at there. */
function isOnlyRead(name: string, nodes: readonly Node[]): boolean {
  const uses = nodes.filter((node) => node.kind === "Name" && node.id === name).length;
  const sets = nodes.filter(
    (node) =>
      node.kind === "Assignment" &&
      node.targets.some((target) => target.kind === "Name" && target.id === name),
  ).length;
  const reads = nodes.filter(
    (node) =>
      node.kind === "Attribute" &&
      node.value.kind === "Name" &&
      node.value.id === name &&
      isContent(node),
  ).length;
  return reads > 0 && reads + sets === uses;
}

/** Once in a project: whoever retries anything knows how. */
function* checkRetries(
  { modules, update }: ProjectFacts,
  made: readonly CallFact[],
): Iterable<Problem> {
  const [first] = made.filter(({ calledFrom }) => calledFrom.includes("update"));
  const retries = /retr(?:y|ies)|attempt|backoff|back_off|tenacity|HTTPAdapter|\bsleep\(/i;
  if (!first || !update || [...modules.values()].some(({ text }) => retries.test(text))) return;
  yield problemAt(
    first.namePlace,
    "request-without-retry",
    "Nothing tries a failed request again, so one short outage of the source fails the sync; repeat it a few times, waiting longer each time.",
  );
}
