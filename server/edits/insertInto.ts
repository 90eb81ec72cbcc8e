/** Adds an element to a list or a dictionary as whoever wrote it would have: its lines, its indentation, its trailing comma. */
import type { Dict, List } from "../python/ast.ts";
import { commaAfter, lineEnd, lineStart } from "../rules/sourceEdits.ts";
import type { SourceEdit } from "./sourceEdit.ts";

/** Undefined where a comment stands in the way. */
export function insertInto(
  text: string,
  literal: List | Dict,
  element: string,
): readonly SourceEdit[] | undefined {
  const last = literal.items.at(-1);
  if (!last) {
    return intoEmpty(text, literal, element);
  }
  const comma = commaAfter(text, last.to, literal.to);
  if (comma === undefined && !/^(?:\s|#[^\n]*\n)*[\]}]$/.test(text.slice(last.to, literal.to))) {
    return undefined;
  }
  const indentation = text.slice(lineStart(text, last.from), last.from);
  if (indentation.trim() !== "") {
    // On the same line as what is before it, and so is the new one.
    return comma === undefined
      ? [edit(last.to, `, ${element}`)]
      : [edit(comma, ` ${element}${closesOnLine(text, literal, comma) ? "" : ","}`)];
  }
  const end = endOfLine(text, last.to);
  if (comma !== undefined) {
    return afterComma(text, literal, { at: comma, line: `\n${indentation}${element},` });
  }
  return closesOnLine(text, literal, last.to) || end === last.to
    ? [edit(last.to, `,\n${indentation}${element}`)]
    : [edit(last.to, ","), edit(end, `\n${indentation}${element}`)];
}

/** A comment on the line of the comma stays with the element before it. */
function afterComma(
  text: string,
  literal: List | Dict,
  { at, line }: { readonly at: number; readonly line: string },
): readonly SourceEdit[] {
  const end = endOfLine(text, at);
  const isAlone = /^\s*(#.*)?$/.test(text.slice(at, end)) && end < literal.to;
  return [edit(isAlone ? end : at, line)];
}

function intoEmpty(
  text: string,
  { from, to }: List | Dict,
  element: string,
): readonly SourceEdit[] | undefined {
  return text.slice(from + 1, to - 1).trim() === ""
    ? [{ from: from + 1, to: to - 1, text: element }]
    : undefined;
}

/** Whether the closing bracket is on the line of the offset. */
function closesOnLine(text: string, literal: List | Dict, at: number): boolean {
  return lineEnd(text, at) >= literal.to;
}

/** Before the line break, whichever it is. */
function endOfLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text[end - 1] === "\r" && end > at ? end - 1 : end;
}

function edit(at: number, text: string): SourceEdit {
  return { from: at, to: at, text };
}
