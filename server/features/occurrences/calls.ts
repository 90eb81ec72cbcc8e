/** Which of the project's functions a call may run, by names alone. */
import type { Argument, Call, FunctionDefinition, Name, Attribute } from "../../python/ast.ts";
import type { Part, ProjectTree } from "./projectTree.ts";

export function isCall(part: Part | undefined): part is Call {
  return part !== undefined && "kind" in part && part.kind === "Call";
}

export function isReference(part: Part): part is Name | Attribute {
  return "kind" in part && (part.kind === "Name" || part.kind === "Attribute");
}

/** The name that is called: `get` for `requests.get`. */
export function calledName({ callee }: Call): string {
  if (callee.kind === "Name") return callee.id;
  return callee.kind === "Attribute" ? callee.attribute.text : "";
}

export function callsOf(tree: ProjectTree, definition: FunctionDefinition): readonly Call[] {
  const { text } = definition.name;
  const file = tree.fileOf(definition);
  const outer = tree.functionOf(definition);
  return [`attribute ${text}`, `${file} ${outer?.from ?? "-"} ${text}`]
    .filter((variable) => tree.functionsOf(variable).includes(definition))
    .flatMap((variable) => tree.loadsOf(variable))
    .flatMap((load) => {
      const parent = tree.parentOf(load);
      return isCall(parent) && parent.callee === load ? [parent] : [];
    });
}

/**
 * The variables of the parameters that an argument becomes. Empty when nothing of the project is called; undefined when something is
 * and the parameter cannot be told.
 */
export function parametersOf(
  tree: ProjectTree,
  call: Call,
  argument: Argument,
): readonly string[] | undefined {
  const { callee } = call;
  const definitions = isReference(callee) ? tree.functionsOf(tree.variableOf(callee)) : [];
  const variables = definitions.map((definition) => {
    const called = "bases" in definition ? initOf(tree, definition) : definition;
    return called && parameterOf(tree, called, call, argument);
  });
  return variables.every((variable) => variable !== undefined) ? variables : undefined;
}

/** A key of the variable that a word names in a function. */
export function variableIn(
  tree: ProjectTree,
  definition: FunctionDefinition,
  name: string,
): string {
  return `${tree.fileOf(definition)} ${definition.from} ${name}`;
}

function parameterOf(
  tree: ProjectTree,
  definition: FunctionDefinition,
  call: Call,
  argument: Argument,
): string | undefined {
  const { parameters, decorators } = definition;
  const owner = tree.parentOf(definition);
  const isStatic = decorators.some((one) => one.kind === "Name" && one.id === "staticmethod");
  const skipped = owner && "bases" in owner && !isStatic ? 1 : 0;
  const parameter = argument.name
    ? parameters.find(({ name }) => name.text === argument.name?.text)
    : (parameters[call.arguments.indexOf(argument) + skipped] ??
      parameters.find(({ stars }) => stars === 1));
  return argument.stars > 0 || !parameter || parameter.stars === 2
    ? undefined
    : variableIn(tree, definition, parameter.name.text);
}

function initOf(tree: ProjectTree, owner: Part): FunctionDefinition | undefined {
  return tree
    .functionsOf("attribute __init__")
    .find(
      (method): method is FunctionDefinition =>
        method.kind === "FunctionDefinition" && tree.parentOf(method) === owner,
    );
}
