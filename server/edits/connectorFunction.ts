import type { FunctionDefinition, Node, PythonModule } from "../python/ast.ts";
import { parsePython } from "../python/parse.ts";
import { walk } from "../python/walk.ts";

/** Undefined for a text with a syntax error: what is near one cannot be trusted to mean what it looks like. */
export function soundModule(text: string): PythonModule | undefined {
  const module = parsePython(text);
  return module.problems.length === 0 ? module : undefined;
}

/** The function that `Connector(<argument>=<name>)` names, else the one with the argument's own name; of several, the last. */
export function connectorFunction(
  { body }: PythonModule,
  argument: "schema" | "update",
): FunctionDefinition | undefined {
  let wanted: string = argument;
  walk(body, (node) => {
    if (node.kind === "Call" && nameOf(node.callee) === "Connector") {
      const value = node.arguments.find(({ name }) => name?.text === argument)?.value;
      wanted = value?.kind === "Name" ? value.id : wanted;
    }
    return true;
  });
  return body.findLast(
    (statement): statement is FunctionDefinition =>
      statement.kind === "FunctionDefinition" && statement.name.text === wanted,
  );
}

/** Of a name, or of an attribute without what it is of. */
function nameOf(node: Node): string | undefined {
  return node.kind === "Name"
    ? node.id
    : node.kind === "Attribute"
      ? node.attribute.text
      : undefined;
}

/** Every node of a function's own body; functions, lambdas and classes inside it are not entered. */
export function nodesOfBody({ body }: FunctionDefinition): readonly Node[] {
  const nodes: Node[] = [];
  walk(body, (node) => {
    nodes.push(node);
    return !/^(?:FunctionDefinition|Lambda|ClassDefinition)$/.test(node.kind);
  });
  return nodes;
}

/** The value of a text that is written as one literal; undefined for any other expression. */
export function plainText(node: Node | undefined): string | undefined {
  return node?.kind === "Text" && node.literals.length === 1 ? node.value : undefined;
}
