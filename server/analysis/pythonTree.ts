/** Python source as a tree of nodes with names and places; the only file that knows the parser. */
import { parser } from "@lezer/python";

export type PythonNode = ReturnType<typeof parser.parse>["topNode"];

/** A parsed file. Places are UTF-16 offsets, as an editor counts them. */
export interface PythonSource {
  readonly text: string;
  readonly root: PythonNode;
}

/** A replacement of `from` to `to` of the source by `text`. */
export interface SourceEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Undefined for a text with a syntax error: what is near one cannot be trusted to mean what it looks like. */
export function parsePython(text: string): PythonSource | undefined {
  const root = parser.parse(text).topNode;
  return hasError(root) ? undefined : { text, root };
}

function hasError(node: PythonNode): boolean {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.type.isError || hasError(child)) {
      return true;
    }
  }
  return false;
}

/** Without comments, which may stand anywhere. */
export function childrenOf(node: PythonNode): readonly PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== "Comment") {
      children.push(child);
    }
  }
  return children;
}

export function textOf({ text }: PythonSource, { from, to }: PythonNode): string {
  return text.slice(from, to);
}

/** The value of a plain string literal; undefined for any other expression, and for escapes that need a table of names. */
export function stringValue(source: PythonSource, node: PythonNode): string | undefined {
  const literal =
    node.name === "String" ? /^u?(["'])(?!\1\1)(.*)\1$/is.exec(textOf(source, node)) : null;
  const body = literal?.[2];
  if (body === undefined || /\\[^\\'"nrtxu]/.test(body)) {
    return undefined;
  }
  return body.replaceAll(escape, (_whole, simple: string | undefined, hex: string | undefined) =>
    hex === undefined
      ? (simpleEscapes[simple ?? ""] ?? simple ?? "")
      : String.fromCharCode(Number.parseInt(hex.slice(1), 16)),
  );
}

const escape = /\\(?:([\\'"nrt])|(x[0-9a-f]{2}|u[0-9a-f]{4}))/gi;
const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A literal of the value, in the quotes wanted where they need no escape. */
export function stringLiteral(value: string, quote: string): string {
  // JSON's escapes are all Python's, too.
  const json = JSON.stringify(value);
  return quote === "'" && !/['\\]/.test(json) && !value.includes('"')
    ? `'${json.slice(1, -1)}'`
    : json;
}

/** The functions of the file itself, not of a class or another function, by name; of several, the last. */
export function functionsOf(source: PythonSource): ReadonlyMap<string, PythonNode> {
  const functions = new Map<string, PythonNode>();
  for (const statement of childrenOf(source.root)) {
    const definition =
      statement.name === "DecoratedStatement"
        ? statement.getChild("FunctionDefinition")
        : statement;
    const name = definition?.name === "FunctionDefinition" && definition.getChild("VariableName");
    if (definition && name) {
      functions.set(textOf(source, name), definition);
    }
  }
  return functions;
}

/** The function that `Connector(<argument>=<name>)` names, else the one with the argument's own name. */
export function connectorFunction(
  source: PythonSource,
  argument: "schema" | "update",
): PythonNode | undefined {
  const functions = functionsOf(source);
  let name: string = argument;
  source.root.cursor().iterate(({ name: kind, node }) => {
    const callee = kind === "CallExpression" ? node.firstChild : null;
    if (callee && /(^|\.)Connector$/.test(textOf(source, callee))) {
      name = argumentName(source, node, argument) ?? name;
    }
  });
  return functions.get(name);
}

function argumentName(source: PythonSource, call: PythonNode, name: string): string | undefined {
  const parts = childrenOf(call.getChild("ArgList") ?? call);
  const at = parts.findIndex(
    (part, index) => textOf(source, part) === name && parts[index + 1]?.name === "AssignOp",
  );
  const value = at < 0 ? undefined : parts[at + 2];
  return value?.name === "VariableName" ? textOf(source, value) : undefined;
}

/** Every node of a function's own body; functions, lambdas and classes inside it are not entered. */
export function nodesOfBody(definition: PythonNode): readonly PythonNode[] {
  const nodes: PythonNode[] = [];
  const visit = (node: PythonNode): void => {
    for (const child of childrenOf(node)) {
      nodes.push(child);
      if (!/^(FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(child.name)) {
        visit(child);
      }
    }
  };
  const body = definition.getChild("Body");
  if (body) {
    visit(body);
  }
  return nodes;
}

/** What stands before the node on its line when that is only white space: its indentation. */
export function indentationOf({ text }: PythonSource, { from }: PythonNode): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  return before.trim() === "" ? before : undefined;
}

export function lineEnd({ text }: PythonSource, from: number): number {
  const end = /\r?\n|$/.exec(text.slice(from));
  return from + (end?.index ?? 0);
}
