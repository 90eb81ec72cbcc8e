/** Names of the SDK: those that it does not have, and those that the installed version does not have yet. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { Place } from "../../evaluation/values.ts";
import type { ProjectFacts, SdkNameFact } from "../../model/facts.ts";
import type { FunctionDefinition, Node } from "../../python/ast.ts";
import { sdkNameOf, sdkNames, sdkPackage } from "../../sdk/api.ts";
import { newerProblem } from "../newerProblem.ts";
import { nodeAt, nodesAround } from "../nodeAt.ts";
import { choice, fix, once, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem, Rule } from "../rule.ts";
import { replaced } from "../sourceEdits.ts";
import { isInside } from "../wrongValues.ts";

export const sdkNamesRule: Rule = (facts) => once(nameProblems(facts));

function* nameProblems(facts: ProjectFacts): Iterable<Problem> {
  for (const fact of facts.sdkNames) yield* unknownProblems(facts, fact);
  for (const fact of annotatedNames(facts)) {
    // Python before 3.14 fails there, later ones look at an annotation only when asked to.
    for (const problem of unknownProblems(facts, fact)) yield { ...problem, severity: "warning" };
  }
  yield* importedProblems(facts);
  yield* argumentProblems(facts);
}

function* unknownProblems(facts: ProjectFacts, fact: SdkNameFact): Iterable<Problem> {
  const path = sdkNameOf(fact.name) ?? "";
  // Methods of the log and calls of operations have codes of their own.
  const isElsewhere =
    /^Logging\.[^.]+$/.test(path) ||
    facts.operations.some(({ namePlace }) => isInside(namePlace, fact)) ||
    isOptional(facts, fact);
  const owner = path.includes(".") ? path.replace(/\.[^.]*$/, "") : undefined;
  // Of an owner that does not exist itself that is said alone.
  if (isElsewhere || sdkNames.has(path) || (owner !== undefined && !sdkNames.has(owner))) return;
  const name = path.slice(owner === undefined ? 0 : owner.length + 1);
  const siblings = [...sdkNames.keys()].flatMap((each) =>
    each.replace(/\.?[^.]*$/, "") === (owner ?? "") ? [each.replace(/^.*\./, "")] : [],
  );
  const text = facts.modules.get(fact.file)?.text ?? "";
  const start = text.slice(0, fact.to).lastIndexOf(name);
  const place = start >= fact.from ? { ...fact, from: start, to: start + name.length } : undefined;
  const nearest = nearestName(name, siblings);
  const around = nodesAround(facts.modules.get(fact.file), fact);
  const returns = around.find(
    (node): node is FunctionDefinition =>
      node.kind === "FunctionDefinition" &&
      !!node.returns &&
      node.returns.from <= fact.from &&
      fact.to <= node.returns.to,
  );
  const fixes: Fix[] = [];
  if (place && nearest !== undefined) {
    fixes.push(fix(`Use ${nearest}`, [replaced(place, nearest)]));
  }
  if (returns?.returns && owner !== undefined) {
    const annotation = { from: returns.inside.to + 1, to: returns.returns.to };
    fixes.push(choice("Remove the annotation", [replaced(placeIn(fact.file, annotation), "")]));
  }
  yield problemAt(
    place ?? fact,
    "unknown-sdk-name",
    `${owner ?? sdkPackage} has no ${name}, so Python fails when it reads this${nearest === undefined ? "." : `; did you mean ${nearest}?`}` +
      (returns ? " An annotation is not needed: operations return nothing." : ""),
    { fixes },
  );
}

/** `op.Operation` in annotations, which nothing evaluates but Python itself. */
function* annotatedNames({ imports, modules }: ProjectFacts): Iterable<SdkNameFact> {
  for (const { file, statement, module } of imports) {
    const names = module === sdkPackage && statement.kind === "ImportFrom" ? statement.names : [];
    const operations = names.find(({ name }) => name.text === "Operations");
    const alias = (operations?.alias ?? operations?.name)?.text;
    const text = modules.get(file)?.text ?? "";
    if (alias === undefined) continue;
    for (const match of text.matchAll(new RegExp(`\\b${alias}\\.([A-Z]\\w*)`, "g"))) {
      const place = { file, from: match.index, to: match.index + match[0].length };
      const node = nodeAt(modules.get(file), place, "Attribute");
      if (node) yield { name: `${sdkPackage}.Operations.${match[1] ?? ""}`, ...place };
    }
  }
}

/** Whether its absence is provided for. */
function isOptional(facts: ProjectFacts, place: Place): boolean {
  const around: readonly Node[] = nodesAround(facts.modules.get(place.file), place);
  return around.some(
    (node) =>
      node.kind === "Try" &&
      node.handlers.length > 0 &&
      node.body.some(({ from, to }) => from <= place.from && place.to <= to),
  );
}

/** `from fivetran_connector_sdk import ConfigurationForm`. */
function* importedProblems(facts: ProjectFacts): Iterable<Problem> {
  for (const { file, statement, module, isOptional: mayFail } of facts.imports) {
    if (statement.kind !== "ImportFrom" || mayFail || !module.startsWith(sdkPackage)) continue;
    for (const { name } of statement.names) {
      const path = sdkNameOf(`${module}.${name.text}`) ?? "";
      const since = sdkNames.get(path)?.since;
      if (since) yield* newerProblem(facts, placeIn(file, name), name.text, since);
    }
  }
}

/** `Connector(configuration_form=…)` and `connector.debug(naming=…)`. */
function* argumentProblems(facts: ProjectFacts): Iterable<Problem> {
  const parameters = sdkNames.get("Connector")?.parameters ?? [];
  for (const { file, arguments: given } of facts.connectors) {
    for (const { name, since } of parameters) {
      const argument = given.get(name)?.argument;
      if (argument && since) {
        yield* newerProblem(facts, placeIn(file, argument.name ?? argument), `${name}=`, since);
      }
    }
  }
}
