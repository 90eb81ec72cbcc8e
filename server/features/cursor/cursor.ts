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
  /** In a comment, or between the quotes that open or close a string. */
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

/** Quotes, brackets and what parts the items of brackets; the second character of an operator such as `==` comes with it. */
const inBrackets = /["'#\n()[\]{},]|[=!<>:+\-*/%&|^@]=|[=:]/g;
const outside = /["'#([{]/g;

export function cursorAt(text: string, offset: number): Cursor {
  const open = new OpenBrackets(text);
  let string: ScannedString | undefined;
  let isNowhere = false;
  let next = startOf(text, offset);
  for (;;) {
    const token = open.isEmpty ? outside : inBrackets;
    token.lastIndex = next;
    // `test` makes no object for each of thousands of tokens.
    if (!token.test(text)) break;
    const end = token.lastIndex;
    const mark = text.charAt(end - 1);
    const isOperator =
      mark === "=" && end - next > 1 && /[=!<>:+\-*/%&|^@]/.test(text.charAt(end - 2));
    const at = isOperator ? end - 2 : end - 1;
    next = end;
    if (at >= offset) open.markCursor();
    if (open.isDone || at > offset + lookAhead) break;
    if (mark === "#") {
      const lineEnd = text.indexOf("\n", at);
      if (at < offset && (lineEnd < 0 || offset <= lineEnd)) isNowhere = true;
      if (lineEnd < 0) break;
      open.skipComment(at, lineEnd);
      next = lineEnd;
    } else if (mark === '"' || mark === "'") {
      const whole = stringAt(text, at);
      next = whole.next;
      if (whole.at < offset && (offset < whole.next || (offset === whole.to && !whole.isClosed))) {
        const typed = stringAt(text, at, offset);
        isNowhere = offset < typed.from || offset > typed.to;
        string = isNowhere ? undefined : typed;
        open.markCursor();
        next = isNowhere ? whole.next : typed.next;
      }
    } else if (!isOperator) open.take(mark, at);
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

/** The last definition of the top level before the offset, where no bracket and no string is open; else the beginning. */
function startOf(text: string, offset: number): number {
  const starts = ["\ndef ", "\nclass ", "\nasync def "].map((line) =>
    text.lastIndexOf(line, offset - 1),
  );
  const start = Math.max(...starts);
  return start > 0 && isEven(text, '"""', start) && isEven(text, "'''", start) ? start + 1 : 0;
}

function isEven(text: string, quote: string, to: number): boolean {
  let isOpen = false;
  for (let at = text.indexOf(quote); at >= 0 && at < to; at = text.indexOf(quote, at + 3)) {
    isOpen = !isOpen;
  }
  return !isOpen;
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
