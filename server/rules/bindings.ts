/** Which names a scope gives a value, and where one of them is used: enough to rename it. */
import type { Expression, FunctionDefinition, Lambda, Node, Span } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

export interface Bindings {
  readonly names: ReadonlySet<string>;
  /** `from x import *`: there may be any name. */
  readonly isOpen: boolean;
}

/** The names that statements bind in their own scope; `skips` leaves nodes out with all that is in them. */
export function bindingsOf(
  body: readonly Node[],
  skips: (node: Node) => boolean = () => false,
): Bindings {
  const names = new Set<string>();
  walk(body, (node) => {
    if (skips(node)) return false;
    for (const name of [...targetsOf(node), ...wordsOf(node)]) names.add(name);
    return !isScope(node) && node.kind !== "Comprehension";
  });
  return { names, isOpen: names.has("*") };
}

function isScope({ kind }: Node): boolean {
  return kind === "FunctionDefinition" || kind === "ClassDefinition" || kind === "Lambda";
}

/** The variables that a node sets. */
function targetsOf(node: Node): readonly string[] {
  switch (node.kind) {
    case "Assignment":
      return node.targets.flatMap(namesIn);
    case "AugmentedAssignment":
    case "AnnotatedAssignment":
    case "For":
    case "NamedExpression":
      return namesIn(node.target);
    case "With":
      return node.items.flatMap(({ target }) => (target ? namesIn(target) : []));
    default:
      return [];
  }
}

function namesIn(target: Expression): readonly string[] {
  if (target.kind === "Name") return [target.id];
  if (target.kind === "Starred") return namesIn(target.value);
  return target.kind === "Tuple" || target.kind === "List" ? target.items.flatMap(namesIn) : [];
}

/** The names that a node binds by a word of its own. */
function wordsOf(node: Node): readonly string[] {
  switch (node.kind) {
    case "FunctionDefinition":
    case "ClassDefinition":
      return [node.name.text];
    case "Try":
      return node.handlers.flatMap(({ name }) => name?.text ?? []);
    case "Match":
      return node.cases.flatMap(({ binds }) => binds.map(({ text }) => text));
    case "Import":
    case "ImportFrom":
      return node.names.map(({ name, alias }) => alias?.text ?? name.text.replace(/\..*$/, ""));
    default:
      return [];
  }
}

/**
 * Where a variable of the scope that these nodes make up is used or set, functions inside included; undefined when renaming those places
 * would not be all.
 */
export function usesOf(nodes: readonly Node[], variable: string): readonly Span[] | undefined {
  const uses: Span[] = [];
  const others: Node[] = [];
  walk(nodes, (node) => {
    if (node.kind === "Name" && node.id === variable) uses.push(node);
    if (
      wordsOf(node).includes(variable) ||
      (node.kind === "ScopeDeclaration" && node.names.some(({ text }) => text === variable)) ||
      (node.kind === "Comprehension" &&
        node.clauses.some(({ target }) => namesIn(target).includes(variable)))
    ) {
      others.push(node);
    }
    return !isOwn(node, variable);
  });
  return others.length === 0 ? uses : undefined;
}

/** Whether the node is a function with a variable of that name of its own. */
function isOwn(node: Node, variable: string): boolean {
  return (
    (node.kind === "FunctionDefinition" || node.kind === "Lambda") &&
    (hasParameter(node, variable) ||
      (node.kind === "FunctionDefinition" && bindingsOf(node.body).names.has(variable)))
  );
}

function hasParameter({ parameters }: FunctionDefinition | Lambda, variable: string): boolean {
  return parameters.some(({ name }) => name.text === variable);
}

/** Whether a name stands anywhere in the nodes, whatever it is there. */
export function mentions(nodes: readonly Node[], name: string): boolean {
  return isAnywhere(
    nodes,
    (node) => (node.kind === "Name" && node.id === name) || binds(node, name),
  );
}

/** Whether anything in the nodes gives the name a value, in whatever scope. */
export function isBound(nodes: readonly Node[], name: string): boolean {
  return isAnywhere(nodes, (node) => binds(node, name));
}

function isAnywhere(nodes: readonly Node[], is: (node: Node) => boolean): boolean {
  const found: Node[] = [];
  walk(nodes, (node) => {
    if (is(node)) found.push(node);
    return found.length === 0;
  });
  return found.length > 0;
}

function binds(node: Node, name: string): boolean {
  return (
    targetsOf(node).includes(name) ||
    wordsOf(node).includes(name) ||
    (node.kind === "ScopeDeclaration" && node.names.some(({ text }) => text === name)) ||
    ((node.kind === "FunctionDefinition" || node.kind === "Lambda") && hasParameter(node, name))
  );
}
