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
  /** All of it, each before what is in it. */
  readonly nodes: readonly Node[];
}

/** Of all modules; a class belongs to where it is defined. */
export function scopesOf({ modules }: ProjectFacts): readonly Scope[] {
  const scopes: Scope[] = [];
  for (const [file, { text, body }] of modules) {
    const waiting: (FunctionDefinition | undefined)[] = [undefined];
    for (const definition of waiting) {
      const own = definition?.body ?? body;
      const nodes: Node[] = [];
      walk(own, (node) => {
        nodes.push(node);
        if (node.kind !== "FunctionDefinition") return true;
        waiting.push(node);
        return false;
      });
      scopes.push({ file, text, body: own, function: definition, nodes });
    }
  }
  return scopes;
}

/** Those that are within a part of the text. */
export function within(nodes: readonly Node[], parts: readonly Span[]): readonly Node[] {
  const from = parts[0]?.from ?? 0;
  const to = parts.at(-1)?.to ?? 0;
  return nodes.filter((node) => from <= node.from && node.to <= to);
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

/** Whether nothing follows a statement in its block. */
export function isLastOfBlock(path: readonly Node[], statement: Statement): boolean {
  const parent = path[path.indexOf(statement) - 1];
  return parent !== undefined && blocksOf(parent).some((block) => block.at(-1) === statement);
}

function blocksOf(node: Node): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case "If":
    case "For":
    case "While":
      return [node.body, node.otherwise];
    case "Try":
      return [node.body, ...node.handlers.map(({ body }) => body), node.otherwise, node.finally];
    case "Match":
      return node.cases.map(({ body }) => body);
    case "With":
    case "FunctionDefinition":
      return [node.body];
    default:
      return [];
  }
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
