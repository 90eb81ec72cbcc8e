/** What is given to `Connector(…)`. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { Value } from "../../evaluation/values.ts";
import type { ConnectorFact, ProjectFacts } from "../../model/facts.ts";
import type { Argument, FunctionDefinition, PythonModule } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { sdkNames } from "../../sdk/api.ts";
import { bindingsOf } from "../bindings.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem, Rule } from "../rule.ts";
import { inserted, itemAdded, itemRemoved, replaced, type Source } from "../sourceEdits.ts";
import { type Alternative, isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";

const parameters = (sdkNames.get("Connector")?.parameters ?? []).map(({ name }) => name);

/** What each parameter's function is called with. */
const signatures: Readonly<Record<string, string>> = {
  update: "configuration: dict, state: dict",
  schema: "configuration: dict",
  configuration_form: "",
};

export const connectorArgumentsRule: Rule = function* (facts) {
  for (const connector of facts.connectors) {
    const module = facts.modules.get(connector.file);
    if (!module) continue;
    const site: Site = {
      facts,
      connector,
      module,
      source: { file: connector.file, text: module.text },
      bindings: bindingsOf(module.body),
    };
    yield* parameterProblems(site);
    yield* functionProblems(site);
  }
};

/** A call of Connector and what is around it. */
interface Site {
  readonly facts: ProjectFacts;
  readonly connector: ConnectorFact;
  readonly module: PythonModule;
  readonly source: Source;
  readonly bindings: ReturnType<typeof bindingsOf>;
}

function* parameterProblems(site: Site): Iterable<Problem> {
  const { call, file } = site.connector;
  const given = call.arguments;
  const positional = given.filter(({ name, stars }) => !name && stars === 0);
  const hasStars = given.some(({ stars }) => stars > 0);
  const names = [
    ...parameters.slice(0, positional.length),
    ...given.flatMap(({ name }) => name?.text ?? []),
  ];
  const say = (argument: Argument, message: string, fixes: readonly Fix[] = []): Problem =>
    problemAt(placeIn(file, argument.name ?? argument), "connector-argument", message, { fixes });
  const extra = hasStars ? undefined : positional[parameters.length];
  if (extra) yield say(extra, `Connector() takes ${parameters.join(", ")} and nothing else.`);
  const seen = new Set(parameters.slice(0, hasStars ? 0 : positional.length));
  for (const [index, argument] of given.entries()) {
    const name = argument.name?.text;
    if (name === undefined || !argument.name) continue;
    if (!parameters.includes(name)) {
      const meant = meantParameter(name);
      const isFree = meant !== undefined && !names.includes(meant);
      yield say(
        argument,
        `Connector() has no parameter ${name}: ${isFree ? `use ${meant}` : `it takes ${parameters.join(", ")}`}.`,
        isFree ? [fix(`Use ${meant}`, [replaced(placeIn(file, argument.name), meant)])] : [],
      );
    } else if (seen.has(name)) {
      yield say(argument, `Connector() is given ${name} twice.`, [
        fix("Remove it", [itemRemoved(site.source, call, index)]),
      ]);
    }
    seen.add(name);
  }
  // One that is only misspelled was spoken of.
  const isThere = names.some((name) => name === "update" || meantParameter(name) === "update");
  if (!hasStars && !isThere) {
    const isDefined = definitionOf(site, "update") !== undefined;
    yield problemAt(
      placeIn(file, call.callee),
      "connector-argument",
      "Connector() needs the function that reads the source: add update=update.",
      {
        fixes: isDefined
          ? [fix("Add update=update", itemAdded(site.source, call, "update=update"))]
          : [],
      },
    );
  }
}

function meantParameter(name: string): string | undefined {
  if (parameters.includes(name)) return undefined;
  const part = parameters.find((each) => name.toLowerCase().includes(each));
  if (part !== undefined || /form/i.test(name)) return part ?? "configuration_form";
  return nearestName(name, parameters);
}

function* functionProblems(site: Site): Iterable<Problem> {
  const { arguments: given, file } = site.connector;
  for (const name of parameters) {
    const fact = given.get(name);
    if (!fact) continue;
    const { argument, value } = fact;
    const place = placeIn(file, argument.value);
    if (isCalled(site, argument, value, name)) {
      yield calledProblem(site, argument, name);
      continue;
    }
    const id = argument.value.kind === "Name" ? argument.value.id : undefined;
    if (id !== undefined && isUndefined(site, id)) {
      yield problemAt(place, "connector-function", `There is no function ${id} in this file.`, {
        fixes: undefinedFixes(site, argument, name, id),
      });
      continue;
    }
    const isWrong = name === "update" ? isOtherThan("function", "class") : isNoOptional;
    const [wrong] = wrongOf(value, isWrong, place);
    if (wrong) {
      yield problemAt(
        place,
        "connector-function",
        `${name}= must be a function, not ${kindOf(wrong) ?? "this"}.`,
        { fixes: unquoted(site, argument, wrong) },
      );
    }
  }
}

const isNoOptional = isOtherThan("function", "class", "none");

/** A name that nothing in the file gives a value. */
function isUndefined({ bindings }: Site, id: string): boolean {
  return !bindings.isOpen && !bindings.names.has(id);
}

function undefinedFixes(
  site: Site,
  { value }: Argument,
  parameter: string,
  id: string,
): readonly Fix[] {
  const { module, source } = site;
  const functions = module.body.flatMap((each) =>
    each.kind === "FunctionDefinition" ? [each.name.text] : [],
  );
  const meant = functions.includes(parameter) ? parameter : nearestName(id, functions);
  if (meant !== undefined) {
    return [fix(`Use ${meant}`, [replaced(placeIn(source.file, value), meant)])];
  }
  const statement = module.body.find(({ from, to }) => from <= value.from && value.to <= to);
  if (!statement) return [];
  const results: Readonly<Record<string, string>> = {
    schema: "return []",
    configuration_form: "return None",
  };
  const body = results[parameter] ?? "pass";
  const stub = `def ${id}(${signatures[parameter] ?? ""}):\n    ${body}\n\n\n`;
  return parameter === "configuration_form"
    ? []
    : [fix(`Create ${id}()`, [inserted(source.file, statement.from, stub)])];
}

/** `"update"` where update was meant. */
function unquoted(site: Site, { value }: Argument, wrong: Alternative): readonly Fix[] {
  const id = textOf(wrong);
  return id !== undefined && value.kind === "Text" && definitionOf(site, id)
    ? [fix("Remove the quotes", [replaced(placeIn(site.source.file, value), id)])]
    : [];
}

function definitionOf({ module }: Site, id: string): FunctionDefinition | undefined {
  return module.body.find(
    (each): each is FunctionDefinition =>
      each.kind === "FunctionDefinition" && each.name.text === id,
  );
}

/** `update()` where update was meant, and not a function that makes one. */
function isCalled(site: Site, { value: call }: Argument, value: Value, parameter: string): boolean {
  if (call.kind !== "Call" || call.callee.kind !== "Name") return false;
  if (["function", "class", "instance", "external", "union"].includes(value.kind)) return false;
  const { id } = call.callee;
  const definition = definitionOf(site, id);
  const isNoFunction = wrongOf(value, isOtherThan()).length > 0;
  return (
    definition !== undefined && (!mayMakeFunction(definition) || (isNoFunction && id === parameter))
  );
}

/** Whether what the function returns may be called. */
function mayMakeFunction(definition: FunctionDefinition): boolean {
  let may = definition.decorators.length > 0;
  walk(definition.body, (node) => {
    if (node.kind === "Return" && node.value) may ||= callable.has(node.value.kind);
    return node.kind !== "FunctionDefinition" && node.kind !== "ClassDefinition";
  });
  return may;
}

const callable: ReadonlySet<string> = new Set([
  "Name",
  "Lambda",
  "Attribute",
  "Call",
  "Subscript",
  "Conditional",
  "BooleanOperation",
  "Await",
]);

function calledProblem({ source }: Site, { value }: Argument, name: string): Problem {
  const callee = value.kind === "Call" ? value.callee : value;
  const called = source.text.slice(callee.from, callee.to);
  return problemAt(
    placeIn(source.file, value),
    "function-called",
    `${name}= takes the function itself: ${called}() would run it while the file is imported.`,
    { fixes: [fix("Remove the call", [replaced(placeIn(source.file, value), called)])] },
  );
}
