/** The functions that the SDK calls, and how it calls them. */
import type { FunctionValue, Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { FunctionDefinition, Parameter } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { mentions, usesOf } from "../bindings.ts";
import { fix, once, placeIn, problemAt } from "../problem.ts";
import type { FileEdit, Fix, Problem, Rule } from "../rule.ts";
import { inserted, replaced } from "../sourceEdits.ts";

export const connectorFunctionsRule: Rule = (facts) => once(functionProblems(facts));

function* functionProblems(facts: ProjectFacts): Iterable<Problem> {
  for (const { arguments: given } of facts.connectors) {
    for (const [name, { value }] of given) {
      const calling = callings.get(name);
      if (calling && value.kind === "function") yield* calledProblems(facts, value, name, calling);
    }
  }
  for (const { func } of facts.form?.tests ?? []) {
    const value = func?.value;
    if (value?.kind !== "function" || value.definition.kind === "Lambda") continue;
    // Of one that the SDK calls in another way, too, no other parameters are right.
    const isOther = [...callings.keys()].some((name) =>
      facts.connectors.some(({ arguments: given }) => {
        const other = given.get(name)?.value;
        return other?.kind === "function" && other.definition === value.definition;
      }),
    );
    const problems = calledProblems(facts, value, value.definition.name.text, byPosition);
    for (const problem of problems) yield isOther ? { ...problem, fixes: [] } : problem;
  }
}

/** How a function is called: by name, or by position. */
interface Calling {
  readonly names: readonly string[];
  readonly isByName: boolean;
}

const byPosition: Calling = { names: ["configuration"], isByName: false };

const callings: ReadonlyMap<string, Calling> = new Map([
  ["update", { names: ["configuration", "state"], isByName: true }],
  ["schema", byPosition],
  ["configuration_form", { names: [], isByName: false }],
]);

/** What a function is, and what the SDK expects of it. */
interface Callee {
  readonly facts: ProjectFacts;
  readonly file: string;
  readonly definition: FunctionDefinition;
  readonly parameters: readonly Parameter[];
  readonly calling: Calling;
}

function* calledProblems(
  facts: ProjectFacts,
  { definition, file, self }: FunctionValue,
  name: string,
  calling: Calling,
): Iterable<Problem> {
  // A decorator may take other parameters, and a lambda has nowhere to put more.
  if (definition.kind === "Lambda" || definition.decorators.some((each) => !isBinding(each)))
    return;
  const shown = definition.name.text;
  if (definition.isAsync) {
    yield problemAt(
      placeIn(file, definition.name),
      "async-function",
      `The SDK calls ${shown}() and does not await it, so that its body never runs: make it a plain function.`,
      { fixes: syncFixes(facts, file, definition) },
    );
  }
  const parameters = definition.parameters.slice(self ? 1 : 0);
  const callee: Callee = { facts, file, definition, parameters, calling };
  yield* calling.isByName ? nameProblems(callee, name) : positionProblems(callee, name);
}

function isBinding(decorator: FunctionDefinition["decorators"][number]): boolean {
  return decorator.kind === "Name" && /^(static|class)method$/.test(decorator.id);
}

function syncFixes(
  { modules }: ProjectFacts,
  file: string,
  definition: FunctionDefinition,
): readonly Fix[] {
  const awaits: unknown[] = [];
  walk(definition.body, (node) => {
    const isAwaiting =
      node.kind === "Await" ||
      ((node.kind === "For" || node.kind === "With") && node.isAsync) ||
      (node.kind === "Comprehension" && node.clauses.some(({ isAsync }) => isAsync));
    if (isAwaiting) awaits.push(node);
    return node.kind !== "FunctionDefinition" && node.kind !== "Lambda";
  });
  const written = modules.get(file)?.text.slice(definition.from, definition.name.from) ?? "";
  const word = /async\s+(?=def\s+$)/.exec(written);
  if (awaits.length > 0 || !word) return [];
  const from = definition.from + word.index;
  return [
    fix("Make it a plain function", [replaced({ file, from, to: from + word[0].length }, "")]),
  ];
}

/** update() is called as update(configuration=…, state=…). */
function* nameProblems(callee: Callee, name: string): Iterable<Problem> {
  const { definition, parameters, calling, file } = callee;
  const takesAny = parameters.some(({ stars }) => stars === 2);
  const accepted = parameters.filter(({ stars, only }) => stars === 0 && only !== "positional");
  const missing = calling.names.filter(
    (each) => !takesAny && !accepted.some((parameter) => parameter.name.text === each),
  );
  const extra = parameters.filter(
    ({ name: { text }, stars, default: value, only }) =>
      stars === 0 && !value && (only === "positional" || !calling.names.includes(text)),
  );
  const [wrong] = extra;
  if (missing.length === 0 && !wrong) return;
  yield problemAt(
    placeIn(file, wrong?.name ?? definition.name),
    "function-parameters",
    missing.length > 0
      ? `The SDK calls ${name}(configuration=…, state=…): ${definition.name.text}() must have ${missing.length > 1 ? "parameters" : "a parameter"} ${missing.join(" and ")}.`
      : `The SDK calls ${name}(configuration=…, state=…) and gives ${definition.name.text}() no ${wrong?.name.text ?? ""}: remove it, or give it a default.`,
    { fixes: parameterFixes(callee, missing, extra) },
  );
}

function parameterFixes(
  callee: Callee,
  missing: readonly string[],
  extra: readonly Parameter[],
): readonly Fix[] {
  if (extra.length > missing.length) return removalFixes(callee, missing, extra);
  const left = new Set(missing);
  const edits: FileEdit[] = [];
  for (const [index, parameter] of extra.entries()) {
    const letter = parameter.name.text.replaceAll("_", "").charAt(0).toLowerCase();
    const meant = [...left].find((each) => each.startsWith(letter)) ?? [...left][0];
    const renaming = meant === undefined ? undefined : renamingOf(callee, parameter, meant);
    if (!renaming || meant === undefined || index >= missing.length) return [];
    left.delete(meant);
    edits.push(...renaming);
  }
  const added = [...left].map((each) => `${each}: dict`).join(", ");
  if (added === "") return [fix(`Rename to ${missing.join(" and ")}`, edits)];
  const adding = addition(callee, added);
  if (!adding || [...left].some((each) => mentions(callee.definition.body, each))) return [];
  return [fix(`Add ${[...left].join(" and ")}`, [...edits, adding])];
}

/** The parameter's name, wherever the function uses it; undefined when the new one is taken. */
function renamingOf(
  { file, definition, parameters }: Callee,
  { name, only }: Parameter,
  meant: string,
): readonly FileEdit[] | undefined {
  const isTaken =
    mentions(definition.body, meant) || parameters.some((each) => each.name.text === meant);
  const uses = isTaken || only === "positional" ? undefined : usesOf(definition.body, name.text);
  return uses && [name, ...uses].map((use) => replaced(placeIn(file, use), meant));
}

/** After the last parameter that can be given by position, before any with a default. */
function addition({ file, definition }: Callee, added: string): FileEdit | undefined {
  const { parameters, inside } = definition;
  const plain = parameters.filter((each) => !each.default && each.stars === 0);
  if (plain.length !== parameters.length || parameters.some(({ only }) => only)) return undefined;
  const last = plain.at(-1);
  return last ? inserted(file, last.to, `, ${added}`) : replaced(placeIn(file, inside), added);
}

/** schema() is called with the configuration, configuration_form() with nothing. */
function* positionProblems(callee: Callee, name: string): Iterable<Problem> {
  const { definition, parameters, calling, file } = callee;
  const count = calling.names.length;
  const positional = parameters.filter(({ stars, only }) => stars === 0 && only !== "keyword");
  const takesAny = parameters.some(({ stars }) => stars === 1);
  const extra = parameters.filter(
    ({ stars, default: value, only }, index) =>
      stars === 0 && !value && (only === "keyword" || index >= count),
  );
  const isTooFew = positional.length < count && !takesAny;
  const [wrong] = extra;
  if (!isTooFew && !wrong) return;
  const call = `${name}(${calling.names.join(", ")})`;
  const shown = definition.name.text;
  const adding =
    isTooFew && parameters.length === 0 ? addition(callee, "configuration: dict") : undefined;
  yield problemAt(
    placeIn(file, wrong?.name ?? definition.name),
    "function-parameters",
    isTooFew
      ? `The SDK calls ${call}: ${shown}() must have a parameter for the configuration.`
      : `The SDK calls ${call} and gives ${shown}() no ${wrong?.name.text ?? ""}: remove it, or give it a default.`,
    {
      fixes: adding
        ? [fix("Add configuration", [adding])]
        : isTooFew
          ? []
          : removalFixes(callee, [], extra),
    },
  );
}

/** Parameters that the function does not use can go. */
function removalFixes(
  { file, definition }: Callee,
  missing: readonly string[],
  extra: readonly Parameter[],
): readonly Fix[] {
  const { parameters, body, inside } = definition;
  const isUnused = extra.every(({ name }) => !mentions(body, name.text));
  const kept = parameters.filter((each) => !extra.includes(each));
  const isLast = kept.every((each, index) => each === parameters[index]);
  const last = kept.at(-1);
  const end = parameters.at(-1)?.to;
  if (missing.length > 0 || !isUnused || !isLast || end === undefined) return [];
  // A star that only marked what follows it would be left alone.
  if (extra.some(({ only }) => only)) return [];
  const place: Place = { file, from: last?.to ?? inside.from, to: end };
  return [fix(`Remove ${extra.map(({ name }) => name.text).join(", ")}`, [replaced(place, "")])];
}
