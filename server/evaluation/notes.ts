/** What a module's text alone tells about its functions and loops; read once as long as the text stays. */
import type {
  ClassDefinition,
  Comprehension,
  Expression,
  For,
  FunctionDefinition,
  Lambda,
  Node,
  Statement,
  While,
} from "../python/ast.ts";
import { childrenOf } from "../python/walk.ts";

export interface FunctionNotes {
  readonly locals: ReadonlySet<string>;
  readonly outside: ReadonlyMap<string, "global" | "nonlocal">;
  readonly isGenerator: boolean;
}

/** What a loop's body changes, as far as the text tells: variables, and what they hold. */
export interface LoopNotes {
  readonly assigned: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

export interface ModuleNotes {
  ofFunction(
    definition: FunctionDefinition | Lambda | Comprehension | ClassDefinition,
  ): FunctionNotes;
  ofLoop(loop: For | While): LoopNotes;
}

export function createNotes(): ModuleNotes {
  const functions = new Map<Node, FunctionNotes>();
  const loops = new Map<Node, LoopNotes>();
  return {
    ofFunction: (definition) => remember(functions, definition, () => readFunction(definition)),
    ofLoop: (loop) => remember(loops, loop, () => readLoop(loop)),
  };
}

function remember<Notes>(known: Map<Node, Notes>, node: Node, read: () => Notes): Notes {
  let notes = known.get(node);
  if (!notes) {
    notes = read();
    known.set(node, notes);
  }
  return notes;
}

/** Visits what runs as part of the node: not the bodies of functions and classes in it. */
function visitOwn(nodes: readonly Node[], visit: (node: Node) => void): void {
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node);
    if (
      node.kind !== "FunctionDefinition" &&
      node.kind !== "ClassDefinition" &&
      node.kind !== "Lambda"
    ) {
      for (const child of childrenOf(node).toReversed()) waiting.push(child);
    }
  }
}

/** The names that a statement or expression gives a value to. */
function boundNames(node: Node): readonly string[] {
  switch (node.kind) {
    case "FunctionDefinition":
    case "ClassDefinition":
    case "TypeAlias":
      return [node.name.text];
    case "Assignment":
      return node.targets.flatMap(targetNames);
    case "AugmentedAssignment":
    case "AnnotatedAssignment":
    case "NamedExpression":
    case "For":
      return targetNames(node.target);
    case "With":
      return node.items.flatMap(({ target }) => (target ? targetNames(target) : []));
    case "Try":
      return node.handlers.flatMap(({ name }) => (name ? [name.text] : []));
    case "Match":
      return node.cases.flatMap(({ binds }) => binds.map(({ text }) => text));
    case "Import":
      return node.names.map(({ name, alias }) => (alias ?? name).text.replace(/\..*/, ""));
    case "ImportFrom":
      return node.names.map(({ name, alias }) => (alias ?? name).text);
    case "Delete":
      return node.targets.flatMap(targetNames);
    default:
      return [];
  }
}

export function targetNames(target: Expression): readonly string[] {
  switch (target.kind) {
    case "Name":
      return [target.id];
    case "Starred":
      return targetNames(target.value);
    case "Tuple":
    case "List":
      return target.items.flatMap(targetNames);
    default:
      return [];
  }
}

function readFunction(
  definition: FunctionDefinition | Lambda | Comprehension | ClassDefinition,
): FunctionNotes {
  const locals = new Set<string>();
  const outside = new Map<string, "global" | "nonlocal">();
  let isGenerator = false;
  if (definition.kind === "Comprehension") {
    for (const { target } of definition.clauses) {
      for (const name of targetNames(target)) locals.add(name);
    }
    return { locals, outside, isGenerator };
  }
  if (definition.kind !== "ClassDefinition") {
    for (const { name } of definition.parameters) locals.add(name.text);
  }
  const body: readonly Node[] = definition.kind === "Lambda" ? [definition.body] : definition.body;
  visitOwn(body, (node) => {
    if (node.kind === "Yield") isGenerator = true;
    if (node.kind === "ScopeDeclaration") {
      for (const { text } of node.names) outside.set(text, node.scope);
    }
    for (const name of boundNames(node)) locals.add(name);
  });
  for (const name of outside.keys()) locals.delete(name);
  return { locals, outside, isGenerator };
}

function readLoop(loop: For | While): LoopNotes {
  const assigned = new Set<string>();
  const changed = new Set<string>();
  const changesItem = (target: Expression): void => {
    let base = target;
    while (base.kind === "Subscript" || base.kind === "Attribute") base = base.value;
    if (base !== target && base.kind === "Name") changed.add(base.id);
  };
  visitOwn(loop.kind === "For" ? [...loop.body] : [loop.test, ...loop.body], (node) => {
    for (const name of boundNames(node)) assigned.add(name);
    if (node.kind === "Assignment") node.targets.forEach(changesItem);
    if (node.kind === "AugmentedAssignment") {
      changesItem(node.target);
      if (node.target.kind === "Name") changed.add(node.target.id);
    }
    if (node.kind === "Delete") node.targets.forEach(changesItem);
    if (
      node.kind === "Call" &&
      node.callee.kind === "Attribute" &&
      changingMethods.has(node.callee.attribute.text)
    ) {
      changesItem(node.callee);
    }
  });
  if (loop.kind === "For") for (const name of targetNames(loop.target)) assigned.add(name);
  return { assigned, changed };
}

/** Methods of lists, dictionaries and sets that change them. */
export const changingMethods: ReadonlySet<string> = new Set([
  "append",
  "extend",
  "insert",
  "remove",
  "pop",
  "popitem",
  "clear",
  "sort",
  "reverse",
  "update",
  "setdefault",
  "add",
  "discard",
]);

/** Whether a module's statement is what `if __name__ == "__main__":` is. */
export function isMainGuard(statement: Statement): boolean {
  if (statement.kind !== "If" || statement.test.kind !== "Comparison") return false;
  const { left, rest } = statement.test;
  const sides = [left, ...rest.map(({ value }) => value)];
  return (
    rest.length === 1 &&
    rest[0]?.operator === "==" &&
    sides.some((side) => side.kind === "Name" && side.id === "__name__") &&
    sides.some((side) => side.kind === "Text" && side.value === "__main__")
  );
}
