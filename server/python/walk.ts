import type { Argument, Expression, Node, Parameter, Statement } from "./ast.ts";

/** The nodes right below a node, in the order of the text but for decorators, which come first. */
export function childrenOf(node: Node): readonly Node[] {
  return below(node).filter((child) => child !== undefined);
}

/**
 * Visits the nodes and all below them, each before what is in it, in the order of the text. What is below a node is left out where
 * `enter` returns false.
 */
export function walk(nodes: readonly Node[], enter: (node: Node) => boolean | undefined): void {
  // No recursion: a text may be nested deeper than the stack.
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (enter(node) !== false) {
      const children = below(node);
      for (let index = children.length - 1; index >= 0; index--) {
        const child = children[index];
        if (child) {
          waiting.push(child);
        }
      }
    }
  }
}

type Nodes = readonly (Node | undefined)[];

function below(node: Node): Nodes {
  switch (node.kind) {
    case "FunctionDefinition":
      return [...node.decorators, ...ofParameters(node.parameters), node.returns, ...node.body];
    case "ClassDefinition":
      return [...node.decorators, ...valuesOf(node.bases), ...node.body];
    case "Assignment":
      return [...node.targets, node.value];
    case "AugmentedAssignment":
    case "NamedExpression":
      return [node.target, node.value];
    case "AnnotatedAssignment":
      return [node.target, node.annotation, node.value];
    case "For":
      return [node.target, node.iterable, ...node.body, ...node.otherwise];
    case "While":
    case "If":
      return [node.test, ...node.body, ...node.otherwise];
    case "With":
      return [...node.items.flatMap(({ value, target }) => [value, target]), ...node.body];
    case "Try":
      return [
        ...node.body,
        ...node.handlers.flatMap(({ type, body }) => [type, ...body]),
        ...node.otherwise,
        ...node.finally,
      ];
    case "Match":
      return [node.subject, ...node.cases.flatMap(({ guard, body }) => [guard, ...body])];
    case "Raise":
      return [node.value, node.cause];
    case "Assert":
      return [node.test, node.message];
    case "Delete":
      return node.targets;
    case "FormattedText":
      return node.parts.map((part) => (typeof part === "string" ? undefined : part.value));
    case "Subscript":
      return [node.value, node.index];
    case "Slice":
      return [node.lower, node.upper, node.step];
    case "Call":
      return [node.callee, ...valuesOf(node.arguments)];
    case "List":
    case "Tuple":
    case "Set":
      return node.items;
    case "Dict":
      return node.items.flatMap(({ key, value }) => [key, value]);
    case "Comprehension":
      return [
        node.key,
        node.element,
        ...node.clauses.flatMap(({ target, iterable, conditions }) => [
          target,
          iterable,
          ...conditions,
        ]),
      ];
    case "Unary":
      return [node.operand];
    case "Binary":
      return [node.left, node.right];
    case "BooleanOperation":
      return node.values;
    case "Comparison":
      return [node.left, ...valuesOf(node.rest)];
    case "Conditional":
      return [node.then, node.test, node.otherwise];
    case "Lambda":
      return [...ofParameters(node.parameters), node.body];
    case "Return":
    case "ExpressionStatement":
    case "Starred":
    case "Await":
    case "Yield":
    case "TypeAlias":
    case "Attribute":
      return [node.value];
    case "Name":
    case "Text":
    case "Bytes":
    case "Number":
    case "Singleton":
    case "Missing":
    case "Import":
    case "ImportFrom":
    case "ScopeDeclaration":
    case "Pass":
    case "Break":
    case "Continue":
    case "Unreadable":
      return [];
  }
}

function ofParameters(parameters: readonly Parameter[]): Nodes {
  return parameters.flatMap((parameter) => [parameter.annotation, parameter.default]);
}

function valuesOf(items: readonly (Argument | { readonly value: Expression })[]): Nodes {
  return items.map(({ value }) => value);
}

/** Whether the node is a statement. */
export function isStatement(node: Node): node is Statement {
  return statementKinds.has(node.kind);
}

const statementKinds: ReadonlySet<string> = new Set(
  "FunctionDefinition ClassDefinition Return Assignment AugmentedAssignment AnnotatedAssignment For While If With Try Match Raise Assert Import ImportFrom ScopeDeclaration Delete ExpressionStatement Pass Break Continue TypeAlias Unreadable".split(
    " ",
  ),
);
