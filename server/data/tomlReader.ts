/** Reads the keys and values of TOML 1.0. */
import type { Span } from "../python/ast.ts";
import type { TomlValue } from "./toml.ts";

export class TomlError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export interface TomlKey extends Span {
  readonly path: readonly string[];
}

export type InlineTable = Span & {
  readonly kind: "table";
  readonly entries: readonly InlineEntry[];
};

interface InlineEntry {
  readonly key: TomlKey;
  readonly value: TomlValue | InlineTable;
}

/** A value before its place is known. */
type Unplaced<Value> = Value extends Span ? Omit<Value, keyof Span> : never;

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  '"': '"',
  "\\": "\\",
};
const number =
  /^(?:[+-]?(?:(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?|inf|nan)|0(?:x[\dA-Fa-f](?:_?[\dA-Fa-f])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*))$/;
const date =
  /^(?:\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?)$/;
const deepest = 200;

export class TomlReader {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  fail(message: string, offset = this.at): never {
    throw new TomlError(message, offset);
  }

  /** Takes what a sticky pattern finds here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  expect(what: string): void {
    if (!this.text.startsWith(what, this.at)) this.fail(`${what} is expected here`);
    this.at += what.length;
  }

  blanks(): void {
    this.take(/[ \t]*/y);
  }

  /** Blanks, comments and line breaks. */
  lines(): void {
    this.take(/(?:[ \t\n]|\r\n|#[^\n]*)*/y);
  }

  /** A key, dotted or not. */
  key(): TomlKey {
    const from = this.at;
    const path: string[] = [];
    do {
      this.blanks();
      const word = this.take(/[\w-]+/y) ?? this.#text(/["']/y);
      path.push(word ?? this.fail("A key is expected here"));
    } while (this.take(/[ \t]*\./y) !== undefined);
    return { path, from, to: this.at };
  }

  /** `= value` after a key. */
  assigned(): TomlValue | InlineTable {
    this.blanks();
    this.expect("=");
    this.blanks();
    return this.#value();
  }

  #value(): TomlValue | InlineTable {
    const from = this.at;
    this.#depth += 1;
    if (this.#depth > deepest) this.fail("This is nested too deeply");
    const read = this.#list() ?? this.#table() ?? this.#scalar();
    this.#depth -= 1;
    return { ...read, from, to: this.at };
  }

  #list(): Unplaced<TomlValue> | undefined {
    if (this.take(/\[/y) === undefined) return undefined;
    const items: TomlValue[] = [];
    for (;;) {
      this.lines();
      if (this.take(/\]/y) !== undefined) return { kind: "list", items };
      const item = this.#value();
      items.push(item.kind === "table" ? { ...item, kind: "list", items: [] } : item);
      this.lines();
      if (this.take(/,/y) === undefined && this.text[this.at] !== "]") {
        this.fail("A , or ] is expected here");
      }
    }
  }

  #table(): Unplaced<InlineTable> | undefined {
    if (this.take(/\{[ \t]*/y) === undefined) return undefined;
    const entries: InlineEntry[] = [];
    if (this.take(/\}/y) !== undefined) return { kind: "table", entries };
    do {
      this.blanks();
      entries.push({ key: this.key(), value: this.assigned() });
      this.blanks();
    } while (this.take(/,/y) !== undefined);
    this.expect("}");
    return { kind: "table", entries };
  }

  #scalar(): Unplaced<TomlValue> {
    const text = this.#text(/"""|'''|["']/y);
    if (text !== undefined) return { kind: "text", value: text };
    const from = this.at;
    const word = this.take(/\d{4}-\d\d-\d\d \d[\w:.+-]*|[\w:.+-]+/y);
    if (word === undefined) return this.fail("A value is expected here");
    if (word === "true" || word === "false") return { kind: "boolean" };
    if (number.test(word)) return { kind: "number" };
    return date.test(word)
      ? { kind: "date" }
      : this.fail("This is no value; text stands in quotes", from);
  }

  #text(quotes: RegExp): string | undefined {
    const from = this.at;
    const quote = this.take(quotes);
    if (quote === undefined) return undefined;
    const isLong = quote.length === 3;
    if (isLong) this.take(/\r?\n/y);
    let value = "";
    while (!this.text.startsWith(quote, this.at)) {
      const letter = this.text[this.at];
      const isEnd = letter === undefined || (!isLong && (letter === "\n" || letter === "\r"));
      if (isEnd) return this.fail("The closing quote is missing", from);
      value +=
        letter === "\\" && quote.startsWith('"') ? this.#escape(isLong) : this.#letter(letter);
    }
    // Up to two quotes may stand before the three that end a long text.
    const end = isLong ? (this.take(quote === '"""' ? /"{3,5}/y : /'{3,5}/y) ?? "") : quote;
    if (!isLong) this.at += 1;
    return value + end.slice(quote.length);
  }

  #letter(letter: string): string {
    const code = letter.charCodeAt(0);
    const isBreak = letter === "\n" || this.text.startsWith("\r\n", this.at);
    if ((code < 32 && letter !== "\t" && !isBreak) || code === 127) {
      this.fail("There is a control character in this text");
    }
    this.at += 1;
    return letter;
  }

  #escape(isLong: boolean): string {
    const from = this.at;
    if (isLong && this.take(/\\[ \t]*\r?\n[ \t\r\n]*/y) !== undefined) return "";
    const code = this.take(/\\u[\dA-Fa-f]{4}|\\U[\dA-Fa-f]{8}/y);
    if (code !== undefined) {
      const point = parseInt(code.slice(2), 16);
      const isNone = point > 0x10ffff || (point >= 0xd800 && point < 0xe000);
      return isNone ? this.fail("There is no such character", from) : String.fromCodePoint(point);
    }
    const letter = escapes[this.text[from + 1] ?? ""];
    if (letter === undefined) this.fail("There is no such escape; a backslash is written \\\\");
    this.at += 2;
    return letter;
  }
}
