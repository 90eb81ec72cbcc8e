/**
 * Where an offset stands in a text that is being typed: told from the text alone, since what is unfinished is no syntax yet. It reads
 * Python, and as well JSON.
 */
import type { Span } from "../../python/ast.ts";
import { type Bracket, headBefore, isWord, OpenBrackets } from "./brackets.ts";
import { type ScannedString, stringAt } from "./scanString.ts";

export interface Cursor {
  readonly text: string;
  readonly offset: number;
  /** The string that the offset is in. */
  readonly string: ScannedString | undefined;
  /** In a comment, or in the prefix or the quotes of a string. */
  readonly isNowhere: boolean;
  /** The brackets that are open there, innermost first. */
  readonly brackets: readonly Bracket[];
  /** The name that the offset is in, begins or ends. */
  readonly word: Span;
  /** The dotted name before a `.` before the word. */
  readonly receiver: string | undefined;
}

/** What an unfinished bracket may still hold is looked for no further. */
const lookAhead = 20_000;

const token = /[rRbBuUfF]{0,2}(?:"""|'''|"|')|[#\n()[\]{},]|[=!<>:+\-*/%&|^@]=|[=:]/g;

export function cursorAt(text: string, offset: number): Cursor {
  const open = new OpenBrackets(text);
  let string: ScannedString | undefined;
  let isNowhere = false;
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const at = match.index;
    if (at >= offset) open.markCursor();
    if (open.isDone || at > offset + lookAhead) break;
    const [found] = match;
    const mark = found.at(-1);
    if (mark === "#") {
      const end = text.indexOf("\n", at);
      if (at < offset && (end < 0 || offset <= end)) isNowhere = true;
      if (end < 0) break;
      open.skipComment(at, end);
      token.lastIndex = end;
    } else if (mark === '"' || mark === "'") {
      const scanned = stringAt(text, at, found);
      token.lastIndex = scanned.next;
      if (at < offset && offset < scanned.next) {
        const cut = stringAt(text, at, found, offset);
        if (offset < scanned.from || offset > scanned.to) isNowhere = true;
        else string = cut;
        open.markCursor();
        token.lastIndex = isNowhere ? scanned.next : cut.next;
      } else if (at < offset && offset === scanned.to && !scanned.isClosed) {
        string = stringAt(text, at, found, offset);
        open.markCursor();
      }
    } else open.take(found, at);
  }
  open.markCursor();
  const placeholder =
    string && /f/i.test(string.prefix) ? placeholderAt(text, offset, string) : undefined;
  if (placeholder) return placeholder;
  const word = wordAt(text, offset);
  return {
    text,
    offset,
    string,
    isNowhere,
    brackets: open.atCursor(),
    word,
    receiver: text[word.from - 1] === "." ? headBefore(text, word.from - 1) : undefined,
  };
}

/** Within the braces of an f-string there is code. */
function placeholderAt(text: string, offset: number, { from, to }: Span): Cursor | undefined {
  const before = text.slice(from, offset).replaceAll("{{", "  ");
  const brace = before.lastIndexOf("{");
  if (brace < before.lastIndexOf("}") || brace < 0) return undefined;
  const start = from + brace + 1;
  return cursorAt(" ".repeat(start) + text.slice(start, to), offset);
}

function wordAt(text: string, offset: number): Span {
  let from = offset;
  let to = offset;
  while (isWord(text[from - 1])) from--;
  while (isWord(text[to])) to++;
  return { from, to };
}
