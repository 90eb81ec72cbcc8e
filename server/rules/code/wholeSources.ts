/** Results that are read into memory as a whole. */
import { alternativesOf } from "../../evaluation/values.ts";
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import type { Call, Expression, Node, While } from "../../python/ast.ts";
import { placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { calleeName, hasKeyword, isDeployed, type Scope, within } from "./enclosing.ts";

const pandasReaders = /^pandas\.(?:io\.\w+\.)?read_(?:csv|table|fwf|sql|sql_query|sql_table)$/;
const streams = /\.(?:cursor\(\)|execute\(\)|find\(\)|paginate\(\)|stream\(\))$/;
/** Of a query that gives a few rows, or is one page of many. */
const bounded =
  /\b(?:limit|fetch\s+(?:first|next)|top\s*\(?\d|offset|rownum|distinct|information_schema|show|describe|pragma|explain|sys|pg_catalog|all_tab\w*|user_tab\w*|syscat|sysobjects|systable|schema_name|table_name)\b|\b(?:count|max|min|sum|avg)\s*\(|where[^<>]*$/i;
const memory = "production has 1 GB of memory";

export function* checkWholeSources(
  facts: ProjectFacts,
  scopes: readonly Scope[],
): Iterable<Problem> {
  for (const fact of facts.calls) {
    if (!isDeployed(fact)) continue;
    if (pandasReaders.test(fact.name) && !hasKeyword(fact.call, "chunksize", "nrows", "iterator")) {
      const query = fact.arguments[0]?.value;
      if (fact.name.includes("sql") && !(query?.kind === "text" && !bounded.test(query.value)))
        continue;
      yield whole(
        fact,
        "reads all of it at once; give a chunksize and send the rows of each chunk",
      );
    } else if (fact.name === "builtins.list" && isStream(fact)) {
      yield whole(fact, "reads the whole result at once; go through it in a loop");
    }
  }
  const deployed = new Set(
    facts.operations.flatMap(({ calledFrom, call }) =>
      calledFrom.includes("update") ? [call] : [],
    ),
  );
  for (const scope of scopes) yield* checkScope(scope, facts, deployed);
}

function whole({ namePlace }: CallFact, what: string): Problem {
  return problemAt(namePlace, "whole-source-in-memory", `This ${what}: ${memory}.`);
}

function isStream({ arguments: given }: CallFact): boolean {
  const value = given[0]?.value;
  return (
    value !== undefined &&
    alternativesOf(value).every((each) => each.kind === "result" && streams.test(`${each.of}()`))
  );
}

function* checkScope(
  scope: Scope,
  facts: ProjectFacts,
  emitting: ReadonlySet<Call>,
): Iterable<Problem> {
  const { nodes } = scope;
  const calls = nodes.filter((node) => node.kind === "Call");
  for (const call of calls) {
    const { callee } = call;
    if (callee.kind !== "Attribute") continue;
    const name = callee.attribute.text;
    if (
      name === "fetchall" &&
      call.arguments.length === 0 &&
      isUnbounded(call, calls, facts, scope)
    ) {
      yield problemAt(
        placeIn(scope.file, callee.attribute),
        "whole-source-in-memory",
        `fetchall() reads all rows at once: ${memory}. Go through the cursor in a loop, or use fetchmany().`,
      );
    }
    const [given] = call.arguments;
    if (
      name === "write" &&
      given?.value.kind === "Attribute" &&
      isResponseContent(given.value, scope)
    ) {
      yield problemAt(
        placeIn(scope.file, given),
        "whole-source-in-memory",
        `content is the whole file: ${memory}. Ask with stream=True and write what iter_content() gives.`,
      );
    }
  }
  for (const node of nodes) {
    if (node.kind === "While") yield* checkCollecting(node, scope, emitting);
  }
}

/** Whether the query is known, reads a table and has no bound. */
function isUnbounded(
  call: Call,
  calls: readonly Call[],
  facts: ProjectFacts,
  { text }: Scope,
): boolean {
  const receiver = call.callee.kind === "Attribute" ? call.callee.value : undefined;
  const execute =
    receiver?.kind === "Call" && calleeName(receiver) === "execute"
      ? receiver
      : calls.findLast(
          (each) =>
            each.from < call.from &&
            calleeName(each) === "execute" &&
            each.callee.kind === "Attribute" &&
            receiver !== undefined &&
            text.slice(each.callee.value.from, each.callee.value.to) ===
              text.slice(receiver.from, receiver.to),
        );
  const query = execute?.arguments[0]?.value;
  if (!query) return false;
  const known = queryText(query, execute, facts);
  return known !== undefined && /^\s*(?:select|with)\b/i.test(known) && !bounded.test(known);
}

function queryText(query: Expression, execute: Call, { calls }: ProjectFacts): string | undefined {
  if (query.kind === "Text") return query.value;
  if (query.kind === "FormattedText") {
    return query.parts.map((part) => (typeof part === "string" ? part : "x")).join("");
  }
  const value = calls.find(({ call }) => call === execute)?.arguments[0]?.value;
  if (value?.kind === "text") return value.value;
  return value?.kind === "partialText" ? value.parts.join(" x ") : undefined;
}

function isResponseContent(
  { attribute, value }: Extract<Expression, { kind: "Attribute" }>,
  { nodes }: Scope,
): boolean {
  if (attribute.text !== "content" || value.kind !== "Name") return false;
  return nodes.some(
    (node) =>
      node.kind === "Assignment" &&
      node.targets.some((target) => target.kind === "Name" && target.id === value.id) &&
      node.value.kind === "Call" &&
      calleeName(node.value) === "get",
  );
}

/** A list that each page is added to and whose rows are sent only after the last one. */
function* checkCollecting(
  loop: While,
  { file, nodes }: Scope,
  emitting: ReadonlySet<Call>,
): Iterable<Problem> {
  const inside = within(nodes, loop.body);
  if (inside.some((node) => node.kind === "Call" && emitting.has(node))) return;
  for (const node of inside) {
    const list = collectedInto(node);
    if (list === undefined || isSetIn(list, inside)) continue;
    const isSentLater = nodes.some(
      (each) =>
        each.kind === "For" &&
        each.from >= loop.to &&
        each.iterable.kind === "Name" &&
        each.iterable.id === list &&
        within(nodes, each.body).some((call) => call.kind === "Call" && emitting.has(call)),
    );
    if (!isSentLater) continue;
    yield problemAt(
      placeIn(file, node),
      "whole-source-in-memory",
      `${list} collects every page before any row is sent: ${memory}. Send the rows of each page in this loop.`,
    );
  }
}

/** `rows` of `rows.extend(page)` and `rows += page`. */
function collectedInto(node: Node): string | undefined {
  if (node.kind === "AugmentedAssignment" && node.operator === "+") {
    return node.target.kind === "Name" && node.value.kind !== "Number" && node.value.kind !== "Text"
      ? node.target.id
      : undefined;
  }
  if (node.kind !== "Call" || node.callee.kind !== "Attribute") return undefined;
  const { attribute, value } = node.callee;
  return attribute.text === "extend" && value.kind === "Name" ? value.id : undefined;
}

function isSetIn(name: string, nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) =>
      node.kind === "Assignment" &&
      node.targets.some((target) => target.kind === "Name" && target.id === name),
  );
}
