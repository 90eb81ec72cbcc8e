/** Whether each operation exists in the SDK and is called with the arguments that it has. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { Call } from "../../python/ast.ts";
import { type Operation, type OperationParameter, operations } from "../../sdk/operations.ts";
import { lacks } from "../../sdk/versions.ts";
import { newerProblem } from "../newerProblem.ts";
import { choice, fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemAdded, itemRemoved, replaced } from "../sourceEdits.ts";

/** What people call an operation who know it from elsewhere. */
const otherOperations: Readonly<Record<string, string>> = {
  insert: "upsert",
  merge: "upsert",
  write: "upsert",
  save: "upsert",
  add: "upsert",
  record: "upsert",
  remove: "delete",
  clear: "truncate",
  commit: "checkpoint",
  flush: "checkpoint",
  state: "checkpoint",
  fail: "error",
  warn: "warning",
};

/** What people call a parameter, by what it is for. */
const otherParameters: Readonly<Record<string, string>> = {
  table_name: "table",
  name: "table",
  row: "row",
  rows: "row",
  record: "row",
  records: "row",
  values: "row",
  data: "row",
  modified: "row",
  keys: "row",
  key: "row",
  primary_key: "row",
  cursor: "state",
  new_state: "state",
  msg: "message",
  text: "message",
};

export function* operationCalls(facts: ProjectFacts): Iterable<Problem> {
  for (const fact of facts.operations) {
    const operation = operations.get(fact.name);
    if (!operation) {
      yield unknownOperation(fact);
      continue;
    }
    const { since } = operation;
    if (since) yield* newerProblem(facts, fact.namePlace, `op.${fact.name}`, since);
    if (!since || !lacks(facts.sdk, since)) yield* argumentsOf(fact, operation, facts);
  }
}

function unknownOperation({ name, namePlace, call }: OperationFact): Problem {
  const other = Object.hasOwn(otherOperations, name) ? otherOperations[name] : undefined;
  const meant = other ?? nearestName(name, [...operations.keys()]);
  const what = `There is no operation op.${name}.`;
  return meant === undefined
    ? problemAt(
        namePlace,
        "unknown-operation",
        `${what} The operations are ${[...operations.keys()].join(", ")}.`,
      )
    : problemAt(namePlace, "unknown-operation", `${what} Did you mean op.${meant}?`, {
        fixes: takes(meant, call)
          ? [fix(`Change to op.${meant}`, [replaced(namePlace, meant)])]
          : [],
      });
}

/** Whether the arguments of a call are those of the operation. */
function takes(operation: string, call: Call): boolean {
  const parameters = operations.get(operation)?.parameters ?? [];
  const positional = parameters.filter(({ isKeywordOnly }) => !isKeywordOnly);
  const given = call.arguments.map(({ name }, index) => name?.text ?? positional[index]?.name);
  return (
    given.every((name) => parameters.some((parameter) => parameter.name === name)) &&
    parameters.every(({ name, isRequired }) => !isRequired || given.includes(name))
  );
}

function* argumentsOf(
  fact: OperationFact,
  operation: Operation,
  facts: ProjectFacts,
): Iterable<Problem> {
  const { call, file } = fact;
  const given = new Set<string>();
  const positional = operation.parameters.filter(({ isKeywordOnly }) => !isKeywordOnly);
  let isWrong = false;
  for (const [index, argument] of call.arguments.entries()) {
    if (argument.stars > 0) continue;
    const parameter = argument.name
      ? operation.parameters.find(({ name }) => name === argument.name?.text)
      : fact.hasStars
        ? undefined
        : positional[index];
    if (!parameter && !argument.name && fact.hasStars) continue;
    const problem = !parameter
      ? argument.name
        ? unknownKeyword(fact, operation, index, facts)
        : tooMany(fact, operation, index, facts)
      : given.has(parameter.name)
        ? twice(fact, parameter, index, facts)
        : undefined;
    if (parameter?.since)
      yield* newerProblem(
        facts,
        placeIn(file, argument),
        `${parameter.name}= of op.${fact.name}`,
        parameter.since,
      );
    if (parameter) given.add(parameter.name);
    if (!problem) continue;
    isWrong = true;
    yield problem;
  }
  // An unknown argument most likely is the missing one under another name.
  const missing = operation.parameters.filter(
    ({ name, isRequired }) => isRequired && !given.has(name),
  );
  if (missing.length === 0 || fact.hasStars || isWrong) return;
  yield problemAt(
    { ...fact.namePlace, from: call.callee.from },
    "missing-argument",
    `op.${fact.name} needs ${missing.map(({ name, text }) => `${name}= (${lowered(text)})`).join(" and ")}.`,
    { fixes: missingFixes(fact, missing, { file, text: facts.files.text(file) ?? "" }) },
  );
}

/** The state that update() was given is at hand; what a row holds only its author knows. */
function missingFixes(
  { call, name, function: enclosing }: OperationFact,
  missing: readonly OperationParameter[],
  source: { readonly file: string; readonly text: string },
): readonly Fix[] {
  const hasState = enclosing?.definition.parameters.some((each) => each.name.text === "state");
  return name === "checkpoint" && missing.length === 1 && hasState
    ? [fix("Pass state", itemAdded(source, call, "state"))]
    : [];
}

function unknownKeyword(
  fact: OperationFact,
  operation: Operation,
  index: number,
  facts: ProjectFacts,
): Problem | undefined {
  const argument = fact.call.arguments[index];
  const name = argument?.name;
  if (!name) return undefined;
  const free = operation.parameters.filter(
    (parameter) =>
      !isGiven(fact, operation, parameter) &&
      !(parameter.since && lacks(facts.sdk, parameter.since)),
  );
  const meant = meantParameter(name.text, free);
  const names = operation.parameters.map((each) => each.name);
  return problemAt(
    placeIn(fact.file, name),
    "unknown-argument",
    `op.${fact.name} has no parameter ${name.text}. ${
      meant ? `Did you mean ${meant.name}?` : `It takes ${names.join(", ")}.`
    }`,
    {
      fixes: [
        meant
          ? fix(`Rename to ${meant.name}`, [replaced(placeIn(fact.file, name), meant.name)])
          : removal(fact, index, facts, `Remove ${name.text}=`),
      ],
    },
  );
}

function meantParameter(
  name: string,
  free: readonly OperationParameter[],
): OperationParameter | undefined {
  const role = Object.hasOwn(otherParameters, name) ? otherParameters[name] : undefined;
  const meant = role === "row" ? free.find(({ type }) => type === "dict")?.name : role;
  const nearest =
    meant ??
    nearestName(
      name,
      free.map((each) => each.name),
    );
  return free.find((each) => each.name === nearest);
}

function isGiven(
  { call }: OperationFact,
  operation: Operation,
  parameter: OperationParameter,
): boolean {
  const position = operation.parameters.indexOf(parameter);
  return (
    call.arguments.some((each) => each.name?.text === parameter.name) ||
    (!parameter.isKeywordOnly &&
      call.arguments.some((each, index) => index === position && !each.name && each.stars === 0))
  );
}

function twice(
  fact: OperationFact,
  parameter: OperationParameter,
  index: number,
  facts: ProjectFacts,
): Problem {
  const argument = fact.call.arguments[index];
  return problemAt(
    placeIn(fact.file, argument?.name ?? fact.call),
    "unknown-argument",
    `op.${fact.name} is given ${parameter.name} twice.`,
    { fixes: [removal(fact, index, facts, "Remove the second one", false)] },
  );
}

function tooMany(
  fact: OperationFact,
  operation: Operation,
  index: number,
  facts: ProjectFacts,
): Problem | undefined {
  const argument = fact.call.arguments[index];
  if (!argument) return undefined;
  const positional = operation.parameters.filter(({ isKeywordOnly }) => !isKeywordOnly);
  const names = operation.parameters
    .filter(({ isKeywordOnly }) => isKeywordOnly)
    .map(({ name }) => `${name}=`);
  const byName = names.length > 0 ? ` ${names.join(" and ")} can only be given by name.` : "";
  return problemAt(
    placeIn(fact.file, argument),
    "unknown-argument",
    `op.${fact.name} takes ${positional.map(({ name }) => name).join(" and ")}, and nothing more without a name.${byName}`,
    { fixes: [removal(fact, index, facts, "Remove it", false)] },
  );
}

function removal(
  { call, file }: OperationFact,
  index: number,
  { files }: ProjectFacts,
  title: string,
  isCertain = true,
): Fix {
  const edits = [itemRemoved({ file, text: files.text(file) ?? "" }, call, index)];
  return isCertain ? fix(title, edits) : choice(title, edits);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
