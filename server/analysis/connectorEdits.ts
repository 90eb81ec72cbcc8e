/** Places of a connector outside its schema's tables, and edits there. */
import {
  childrenOf,
  connectorFunction,
  indentationOf,
  lineEnd,
  nodesOfBody,
  parsePython,
  stringLiteral,
  stringValue,
  textOf,
  type PythonNode,
  type PythonSource,
  type SourceEdit,
} from "./pythonTree.ts";

/** The offset of `def` of the function that the connector uses; undefined when there is none to be found. */
export function functionStart(text: string, argument: "schema" | "update"): number | undefined {
  const source = parsePython(text);
  return source && connectorFunction(source, argument)?.from;
}

/** The offset of the call that makes checkpoints; undefined when there is none in this file, or several. */
export function onlyCheckpointStart(text: string): number | undefined {
  const source = parsePython(text);
  const operations = source && operationsName(source);
  const calls: number[] = [];
  source?.root.cursor().iterate(({ name, from, node }) => {
    const called = name === "CallExpression" ? node.firstChild : null;
    if (called && textOf(source, called) === `${operations ?? "op"}.checkpoint`) {
      calls.push(from);
    }
  });
  return calls.length === 1 ? calls[0] : undefined;
}

/** Replaces the only literal of a line (from 0) whose value `isMeant`. */
export function replaceStringOnLine(
  text: string,
  line: number,
  { isMeant, by }: { readonly isMeant: (value: string) => boolean; readonly by: string },
): readonly SourceEdit[] | undefined {
  const found = stringsOnLine(text, line).filter(({ value }) => isMeant(value));
  const [literal] = found;
  return literal && found.length === 1
    ? [{ from: literal.from, to: literal.to, text: stringLiteral(by, literal.quote) }]
    : undefined;
}

interface PlainString {
  readonly value: string;
  readonly from: number;
  readonly to: number;
  readonly quote: string;
}

function stringsOnLine(text: string, line: number): readonly PlainString[] {
  const source = parsePython(text);
  if (!source) {
    return [];
  }
  const start = text.split("\n", line).reduce((sum, { length }) => sum + length + 1, 0);
  const end = lineEnd(source, start);
  const strings: PlainString[] = [];
  source.root.cursor().iterate(({ from, to, node }) => {
    const value = from >= start && to <= end ? stringValue(source, node) : undefined;
    if (value !== undefined) {
      strings.push({ value, from, to, quote: text.slice(to - 1, to) });
    }
    return from <= end && to >= start;
  });
  return strings;
}

/** `op.checkpoint(state)` as the last statement of update(). */
export function appendCheckpoint(text: string): readonly SourceEdit[] | undefined {
  const source = parsePython(text);
  const update = source && connectorFunction(source, "update");
  const body = update?.getChild("Body");
  if (!source || !update || !body) {
    return undefined;
  }
  const operations = operationsName(source);
  const state = parameters(source, update)[1];
  const last = childrenOf(body).at(-1);
  const indentation = last && indentationOf(source, last);
  if (
    operations === undefined ||
    state === undefined ||
    indentation === undefined ||
    /^(ReturnStatement|RaiseStatement|:)$/.test(last?.name ?? ":")
  ) {
    return undefined;
  }
  const isGenerator = nodesOfBody(update).some(({ name }) => name.startsWith("Yield"));
  const end = lineEnd(source, endOfCode(source, last ?? body));
  const call = `${operations}.checkpoint(${state})`;
  return [{ from: end, to: end, text: `\n${indentation}${isGenerator ? `yield ${call}` : call}` }];
}

/** What `Operations` of the SDK is called in this file. */
function operationsName(source: PythonSource): string | undefined {
  for (const statement of childrenOf(source.root)) {
    const text = statement.name === "ImportStatement" ? textOf(source, statement) : "";
    const match =
      /^from\s+fivetran_connector_sdk\s+import\b[^]*\bOperations(?:\s+as\s+(\w+))?/.exec(text);
    if (match) {
      return match[1] ?? "Operations";
    }
  }
  return undefined;
}

function parameters(source: PythonSource, definition: PythonNode): readonly string[] {
  return childrenOf(definition.getChild("ParamList") ?? definition)
    .filter(
      ({ name, prevSibling }) =>
        name === "VariableName" && (prevSibling?.name === "(" || prevSibling?.name === ","),
    )
    .map((node) => textOf(source, node));
}

/** A block's node may reach to the next statement. */
function endOfCode({ text }: PythonSource, { from, to }: PythonNode): number {
  return from + text.slice(from, to).trimEnd().length;
}
