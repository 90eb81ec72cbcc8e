/** Moves statements that have a line for themselves. */
import type { Span } from "../../python/ast.ts";
import type { FileEdit } from "../rule.ts";
import { indentationAt, inserted, lineEnd, lineStart, type Source } from "../sourceEdits.ts";

/** Behind another statement, with its indentation. Undefined where something else is on the lines. */
export function movedAfter(
  { file, text }: Source,
  statement: Span,
  other: Span,
): readonly FileEdit[] | undefined {
  const line = ownLine(text, statement);
  if (!line) return undefined;
  const moved = `\n${indentationAt(text, other.from)}${line.written}`;
  // The last line of a block is replaced by one after it.
  return other.to >= line.from && other.to <= line.to
    ? [{ file, from: line.from - 1, to: statement.to, text: moved }]
    : [{ file, from: line.from, to: line.to, text: "" }, inserted(file, other.to, moved)];
}

export function movedBefore(
  { file, text }: Source,
  statement: Span,
  other: Span,
): readonly FileEdit[] | undefined {
  const line = ownLine(text, statement);
  const start = lineStart(text, other.from);
  return line && text.slice(start, other.from).trim() === ""
    ? [
        inserted(file, start, `${text.slice(start, other.from)}${line.written}\n`),
        { file, from: line.from, to: line.to, text: "" },
      ]
    : undefined;
}

function ownLine(text: string, statement: Span): (Span & { readonly written: string }) | undefined {
  const from = lineStart(text, statement.from);
  const end = lineEnd(text, statement.to);
  const written = text.slice(statement.from, statement.to);
  return text.slice(from, end).trim() === written && !written.includes("\n")
    ? { from, to: Math.min(end + 1, text.length), written }
    : undefined;
}
