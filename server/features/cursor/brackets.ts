/** The open brackets of a text that is read from its beginning, mended where one was left open. */
import type { Span } from "../../python/ast.ts";

/** What is between two commas of a bracket. */
export interface Item extends Span {
  /** Of `"key": value` (without quotes; undefined when it is no plain text) or `name=value`. */
  readonly name: string | undefined;
  /** The name as it is written; undefined for an item without `:` or `=`. */
  readonly namePlace: Span | undefined;
  /** After the `:` or `=`; the whole item when there is none. */
  readonly valueFrom: number;
}

export interface Bracket extends Span {
  readonly open: "(" | "[" | "{";
  /** The dotted name right before it: `op.upsert`, `configuration`. Empty for a display, a definition or a bare parenthesis. */
  readonly head: string;
  readonly items: readonly Item[];
  /** The item that the offset is in. */
  readonly active: number;
}

interface OpenItem {
  from: number;
  to: number | undefined;
  /** Of the `:` or `=` after its name. */
  mark: number | undefined;
}

interface OpenBracket {
  readonly open: Bracket["open"];
  readonly from: number;
  to: number | undefined;
  readonly items: OpenItem[];
  active: number;
}

const closerOf: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** A line that begins like this is in no bracket. */
const statement =
  /(?:(?:def|class|return|import|try|while|with|raise|pass|break|continue|global|nonlocal|assert|del|except|finally)\b|from [\w.]+ import\b|(?:if|elif|else|for|async)\b[^\n]*:[ \t]*(?:#[^\n]*)?$|@)/my;

export class OpenBrackets {
  readonly #text: string;
  #stack: OpenBracket[] = [];
  #marked: OpenBracket[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** What is open now is what is asked for; it is read on only to know its other items. */
  markCursor(): void {
    if (this.#marked) return;
    this.#marked = [...this.#stack].reverse();
    for (const bracket of this.#marked) bracket.active = bracket.items.length - 1;
  }

  get isEmpty(): boolean {
    return this.#stack.length === 0;
  }

  /** Whether the cursor is passed and everything that was open there is closed. */
  get isDone(): boolean {
    return this.#marked?.every(({ to }) => to !== undefined) === true;
  }

  /** A bracket, comma, colon, operator or line break. */
  take(token: string, at: number): void {
    switch (token) {
      case "(":
      case "[":
      case "{":
        this.#stack.push({
          open: token,
          from: at,
          to: undefined,
          items: [openedItem(at + 1)],
          active: 0,
        });
        break;
      case ")":
      case "]":
      case "}":
        this.#close(token, at);
        break;
      case "\n":
        this.#beginLine(at + 1);
        break;
      case ",":
        this.#endItem(at);
        break;
      case ":":
      case "=":
        this.#name(token, at);
        break;
      default:
    }
  }

  /** A comment is no part of an item, unless it stands within it. */
  skipComment(at: number, end: number): void {
    const item = this.#stack.at(-1)?.items.at(-1);
    if (item && item.mark === undefined && this.#text.slice(item.from, at).trim() === "") {
      item.from = end;
    }
  }

  /** Innermost first. */
  atCursor(): readonly Bracket[] {
    const end = this.#text.length;
    return (this.#marked ?? []).map(({ open, from, to = end, active, items }) => ({
      open,
      from,
      to,
      active,
      head: headOf(this.#text, open, from),
      items: items.map((item) => readItem(this.#text, open, item, to)),
    }));
  }

  #close(token: string, at: number): void {
    const index = this.#stack.findLastIndex(({ open }) => closerOf[open] === token);
    if (index >= 0) this.#closeFrom(index, at);
  }

  #closeFrom(index: number, at: number): void {
    for (const bracket of this.#stack.splice(index)) bracket.to = at;
  }

  /** A bracket that was left open ends before the next statement. */
  #beginLine(at: number): void {
    if (this.#stack.length === 0) return;
    const indentation = indentationAt(this.#text, at);
    const first = at + indentation;
    if (!/[A-Za-z_@]/.test(this.#text.charAt(first))) return;
    statement.lastIndex = first;
    const index = statement.test(this.#text)
      ? 0
      : this.#stack.findIndex(
          ({ from }) => indentation <= indentationAt(this.#text, lineStart(this.#text, from)),
        );
    if (index >= 0) this.#closeFrom(index, at);
  }

  #endItem(at: number): void {
    const bracket = this.#stack.at(-1);
    const item = bracket?.items.at(-1);
    if (!bracket || !item) return;
    item.to = at;
    bracket.items.push(openedItem(at + 1));
  }

  #name(token: ":" | "=", at: number): void {
    const bracket = this.#stack.at(-1);
    const item = bracket?.items.at(-1);
    if (bracket?.open === (token === ":" ? "{" : "(") && item) item.mark ??= at;
  }
}

function openedItem(from: number): OpenItem {
  return { from, to: undefined, mark: undefined };
}

function readItem(
  text: string,
  open: Bracket["open"],
  { from, to, mark }: OpenItem,
  end: number,
): Item {
  const span = { from, to: to ?? end };
  if (mark === undefined) {
    return { ...span, name: undefined, namePlace: undefined, valueFrom: from };
  }
  const written = text.slice(from, mark);
  const trimmed = written.trim();
  const nameFrom = from + written.length - written.trimStart().length;
  const pattern = open === "{" ? /^[uU]?(["'])(.*)\1$/ : /^()(\w+)$/;
  return {
    ...span,
    name: pattern.exec(trimmed)?.[2],
    namePlace: { from: nameFrom, to: nameFrom + trimmed.length },
    valueFrom: mark + 1,
  };
}

function headOf(text: string, open: Bracket["open"], from: number): string {
  const head = open === "{" ? "" : headBefore(text, from);
  const before = text.slice(Math.max(0, from - head.length - 12), from - head.length);
  return /\b(?:def|class)[ \t]+$/.test(before) ? "" : head;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function indentationAt(text: string, from: number): number {
  let to = from;
  while (text[to] === " " || text[to] === "\t") to++;
  return to - from;
}

export function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

/** The dotted name that ends there; calls without arguments belong to it: `Test().success`. */
export function headBefore(text: string, to: number): string {
  let from = to;
  for (;;) {
    if (text.startsWith("()", from - 2)) from -= 2;
    else if (isWord(text[from - 1]) || text[from - 1] === ".") from--;
    else break;
  }
  return text.slice(from, to);
}
