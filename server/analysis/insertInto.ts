/** Adds an element to a list or a dictionary as whoever wrote it would have: its lines, its indentation, its trailing comma. */
import {
  childrenOf,
  indentationOf,
  lineEnd,
  type PythonNode,
  type PythonSource,
  type SourceEdit,
} from "./pythonTree.ts";

/** `literal` is an ArrayExpression or DictionaryExpression. Undefined where a comment stands in the way. */
export function insertInto(
  source: PythonSource,
  literal: PythonNode,
  element: string,
): readonly SourceEdit[] | undefined {
  const inner = childrenOf(literal).slice(1, -1);
  const last = inner.at(-1);
  if (!last) {
    return intoEmpty(source, literal, element);
  }
  const lastComma = last.name === "," ? last : undefined;
  const end = lastComma ? inner.at(-2) : last;
  if (!end) {
    return undefined;
  }
  const first = firstOfLastElement(inner, lastComma) ?? end;
  const indentation = indentationOf(source, first);
  if (indentation === undefined) {
    // On the same line as what is before it, and so is the new one.
    return lastComma
      ? [edit(lastComma.to, ` ${element}${closesOnLine(source, literal, lastComma) ? "" : ","}`)]
      : [edit(end.to, `, ${element}`)];
  }
  if (lastComma) {
    return afterComma(source, literal, { at: lastComma.to, text: `\n${indentation}${element},` });
  }
  return closesOnLine(source, literal, end) || lineEnd(source, end.to) === end.to
    ? [edit(end.to, `,\n${indentation}${element}`)]
    : [edit(end.to, ","), edit(lineEnd(source, end.to), `\n${indentation}${element}`)];
}

/** A comment on the line of the comma stays with the element before it. */
function afterComma(
  source: PythonSource,
  literal: PythonNode,
  { at, text }: { readonly at: number; readonly text: string },
): readonly SourceEdit[] {
  const rest = source.text.slice(at, lineEnd(source, at));
  return /^\s*(#.*)?$/.test(rest) && lineEnd(source, at) < literal.to
    ? [edit(lineEnd(source, at), text)]
    : [edit(at, text)];
}

function intoEmpty(
  { text }: PythonSource,
  { from, to }: PythonNode,
  element: string,
): readonly SourceEdit[] | undefined {
  return text.slice(from + 1, to - 1).trim() === ""
    ? [{ from: from + 1, to: to - 1, text: element }]
    : undefined;
}

function firstOfLastElement(
  inner: readonly PythonNode[],
  trailing: PythonNode | undefined,
): PythonNode | undefined {
  const elements = trailing ? inner.slice(0, -1) : inner;
  const separator = elements.findLastIndex(({ name }) => name === ",");
  return elements[separator + 1];
}

/** Whether the closing bracket is on the line where `node` ends. */
function closesOnLine(source: PythonSource, literal: PythonNode, node: PythonNode): boolean {
  return lineEnd(source, node.to) >= literal.to;
}

function edit(at: number, text: string): SourceEdit {
  return { from: at, to: at, text };
}
