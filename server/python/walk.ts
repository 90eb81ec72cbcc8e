import type { Argument, Expression, Node, Parameter, Statement } from "./ast.ts";

/** The nodes right below a node, in the order of the text but for decorators, which come first. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  const add = (...nodes: readonly (Node | undefined)[]): void => {
    for (const child of nodes) {
      if (child) {
        children.push(child);
      }
    }
  };
  addChildren(node, add);
  return children;
}

/**
 * Visits the nodes and all below them, each before what is in it, in the order of the text. What is below a node is left out where
 * `enter` returns false.
 */
export function walk(nodes: readonly Node[], enter: (node: Node) => boolean | undefined): void {
  // No recursion: a text may be nested deeper than the stack.
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (enter(node) !== false) {
      const children = childrenOf(node);
      for (let index = children.length - 1; index >= 0; index--) {
        const child = children[index];
        if (child) {
          waiting.push(child);
        }
      }
    }
  }
}

type Add = (...nodes: readonly (Node | undefined)[]) => void;

function addChildren(node: Node, add: Add): void {
  switch (node.kind) {
    case "FunctionDefinition":
      add(...node.decorators);
      addParameters(node.parameters, add);
      add(node.returns, ...node.body);
      break;
    case "ClassDefinition":
      add(...node.decorators);
      addArguments(node.bases, add);
      add(...node.body);
      break;
    case "Return":
    case "ExpressionStatement":
    case "Starred":
    case "Await":
    case "Yield":
    case "TypeAlias":
    case "Attribute":
      add(node.value);
      break;
    case "NamedExpression":
      add(node.target, node.value);
      break;
    case "Assignment":
      add(...node.targets, node.value);
      break;
    case "AugmentedAssignment":
      add(node.target, node.value);
      break;
    case "AnnotatedAssignment":
      add(node.target, node.annotation, node.value);
      break;
    case "For":
      add(node.target, node.iterable, ...node.body, ...node.otherwise);
      break;
    case "While":
    case "If":
      add(node.test, ...node.body, ...node.otherwise);
      break;
    case "With":
      add(...node.items.flatMap(({ value, target }) => [value, target]), ...node.body);
      break;
    case "Try":
      add(...node.body);
      for (const { type, body } of node.handlers) {
        add(type, ...body);
      }
      add(...node.otherwise, ...node.finally);
      break;
    case "Match":
      add(node.subject);
      for (const { guard, body } of node.cases) {
        add(guard, ...body);
      }
      break;
    case "Raise":
      add(node.value, node.cause);
      break;
    case "Assert":
      add(node.test, node.message);
      break;
    case "Delete":
      add(...node.targets);
      break;
    default:
      addBelowExpression(node, add);
  }
}

type Other = Extract<
  Node,
  {
    kind:
      | Exclude<Expression["kind"], "Starred" | "Await" | "Yield" | "NamedExpression" | "Attribute">
      | "Import"
      | "ImportFrom"
      | "ScopeDeclaration"
      | "Pass"
      | "Break"
      | "Continue"
      | "Unreadable";
  }
>;

function addBelowExpression(node: Other, add: Add): void {
  switch (node.kind) {
    case "FormattedText":
      add(...node.parts.map((part) => (typeof part === "string" ? undefined : part.value)));
      break;
    case "Subscript":
      add(node.value, node.index);
      break;
    case "Slice":
      add(node.lower, node.upper, node.step);
      break;
    case "Call":
      add(node.callee);
      addArguments(node.arguments, add);
      break;
    case "List":
    case "Tuple":
    case "Set":
      add(...node.items);
      break;
    case "Dict":
      add(...node.items.flatMap(({ key, value }) => [key, value]));
      break;
    case "Comprehension":
      add(node.key, node.element);
      for (const { target, iterable, conditions } of node.clauses) {
        add(target, iterable, ...conditions);
      }
      break;
    case "Unary":
      add(node.operand);
      break;
    case "Binary":
      add(node.left, node.right);
      break;
    case "BooleanOperation":
      add(...node.values);
      break;
    case "Comparison":
      add(node.left, ...node.rest.map(({ value }) => value));
      break;
    case "Conditional":
      add(node.then, node.test, node.otherwise);
      break;
    case "Lambda":
      addParameters(node.parameters, add);
      add(node.body);
      break;
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
      break;
  }
}

function addParameters(parameters: readonly Parameter[], add: Add): void {
  for (const parameter of parameters) {
    add(parameter.annotation, parameter.default);
  }
}

function addArguments(values: readonly Argument[], add: Add): void {
  for (const { value } of values) {
    add(value);
  }
}

/** Whether the node is a statement. */
export function isStatement(node: Node): node is Statement {
  return statementKinds.has(node.kind);
}

const statementKinds: ReadonlySet<string> = new Set<Statement["kind"]>([
  "FunctionDefinition",
  "ClassDefinition",
  "Return",
  "Assignment",
  "AugmentedAssignment",
  "AnnotatedAssignment",
  "For",
  "While",
  "If",
  "With",
  "Try",
  "Match",
  "Raise",
  "Assert",
  "Import",
  "ImportFrom",
  "ScopeDeclaration",
  "Delete",
  "ExpressionStatement",
  "Pass",
  "Break",
  "Continue",
  "TypeAlias",
  "Unreadable",
]);
