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
  to: number;
  name: string | undefined;
  namePlace: Span | undefined;
  valueFrom: number;
}

interface OpenBracket {
  readonly open: Bracket["open"];
  readonly from: number;
  to: number | undefined;
  readonly head: string;
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
        this.#stack.push(opened(this.#text, token, at));
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
    if (item && this.#text.slice(item.from, at).trim() === "") {
      item.from = end;
      item.valueFrom = end;
    }
  }

  /** Innermost first. */
  atCursor(): readonly Bracket[] {
    const end = this.#text.length;
    return (this.#marked ?? []).map(({ open, from, to = end, head, items, active }) => ({
      open,
      from,
      to,
      head,
      active,
      items: items.map((item): Item => ({ ...item, to: item.to < 0 ? to : item.to })),
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
    if (!bracket || !item || item.namePlace || bracket.open !== (token === ":" ? "{" : "(")) return;
    const written = this.#text.slice(item.from, at);
    const trimmed = written.trim();
    const pattern = token === ":" ? /^[uU]?(["'])(.*)\1$/ : /^()(\w+)$/;
    const from = item.from + written.length - written.trimStart().length;
    item.name = pattern.exec(trimmed)?.[2];
    item.namePlace = { from, to: from + trimmed.length };
    item.valueFrom = at + 1;
  }
}

function opened(text: string, open: Bracket["open"], from: number): OpenBracket {
  const head = open === "{" ? "" : headBefore(text, from);
  const before = text.slice(Math.max(0, from - head.length - 12), from - head.length);
  return {
    open,
    from,
    to: undefined,
    head: /\b(?:def|class)[ \t]+$/.test(before) ? "" : head,
    items: [openedItem(from + 1)],
    active: 0,
  };
}

function openedItem(from: number): OpenItem {
  return { from, to: -1, name: undefined, namePlace: undefined, valueFrom: from };
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
