/** What a piece of code stands in. */
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import type {
  Call,
  ExceptHandler,
  ExpressionStatement,
  FunctionDefinition,
  Node,
  Span,
  Statement,
} from "../../python/ast.ts";
import { childrenOf, walk } from "../../python/walk.ts";

/** A function's own code, or that of a module: without the functions and classes in it. */
export interface Scope {
  readonly file: string;
  readonly text: string;
  readonly body: readonly Statement[];
  /** Undefined for a module. */
  readonly function: FunctionDefinition | undefined;
}

export function* scopesOf({ modules }: ProjectFacts): Iterable<Scope> {
  for (const [file, { text, body }] of modules) {
    yield { file, text, body, function: undefined };
    const functions: FunctionDefinition[] = [];
    walk(body, (node) => {
      if (node.kind === "FunctionDefinition") functions.push(node);
      return true;
    });
    for (const each of functions) yield { file, text, body: each.body, function: each };
  }
}

/** The nodes of a scope, each before what is in it. */
export function nodesOf(body: readonly Node[]): readonly Node[] {
  const nodes: Node[] = [];
  walk(body, (node) => {
    nodes.push(node);
    return (
      node.kind !== "FunctionDefinition" &&
      node.kind !== "ClassDefinition" &&
      node.kind !== "Lambda"
    );
  });
  return nodes;
}

/** From the outermost node around a place to the one that is just there. */
export function pathTo(nodes: readonly Node[], { from, to }: Span): readonly Node[] {
  const path: Node[] = [];
  let node = nodes.find((each) => each.from <= from && to <= each.to);
  while (node) {
    path.push(node);
    node = childrenOf(node).find((each) => each.from <= from && to <= each.to);
  }
  return path;
}

/** The statement that a call is the whole of. */
export function statementOf(path: readonly Node[], call: Call): ExpressionStatement | undefined {
  return path.find(
    (node): node is ExpressionStatement =>
      node.kind === "ExpressionStatement" && node.value === call,
  );
}

/** The innermost `except` around the end of a path. */
export function handlerOf(path: readonly Node[]): ExceptHandler | undefined {
  const innermost = path.at(-1);
  return path
    .flatMap((node) => (node.kind === "Try" ? node.handlers : []))
    .findLast(({ from, to }) => innermost && from <= innermost.from && innermost.to <= to);
}

/** Whether Fivetran runs it: not only what `python connector.py` does. */
export function isDeployed({ calledFrom }: CallFact): boolean {
  return calledFrom.some((from) => from !== "main");
}

/** The last part of what is called, `get` of `session.get`. */
export function calleeName({ callee }: Call): string | undefined {
  if (callee.kind === "Attribute") return callee.attribute.text;
  return callee.kind === "Name" ? callee.id : undefined;
}

export function hasKeyword({ arguments: given }: Call, ...names: readonly string[]): boolean {
  return given.some(({ name, stars }) => stars === 2 || (name && names.includes(name.text)));
}
