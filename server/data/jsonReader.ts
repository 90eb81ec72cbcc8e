/** Reads JSON and goes on after a mistake with what can only be meant. */
import type { Span } from "../python/ast.ts";
import type { JsonMember, JsonProblem, JsonValue } from "./json.ts";

const deepest = 500;

export class JsonReader {
  readonly problems: JsonProblem[] = [];
  readonly #text: string;
  #at = 0;
  /** The end of the last thing that was no blank and no comment. */
  #end = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonValue | undefined {
    this.#skip();
    const value = this.#value();
    this.#skip();
    if (value === undefined) this.#report("A value is expected here.");
    else if (this.#at < this.#text.length) this.#report("Nothing may follow the value.");
    return value;
  }

  #report(message: string, repair?: JsonProblem["repair"], from = this.#at): void {
    const to = Math.min(this.#text.length, Math.max(from + 1, this.#at));
    this.problems.push({ from: Math.max(0, Math.min(from, to - 1)), to, message, repair });
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Blanks, and comments, which JSON does not have. */
  #skip(): void {
    for (;;) {
      this.#take(/[\s\ufeff]*/y);
      const from = this.#at;
      if (this.#take(/\/\/[^\n\r]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/y) === undefined) return;
      const span = withLineOf(this.#text, { from, to: this.#at });
      this.#report("JSON has no comments.", { ...span, text: "" }, from);
    }
  }

  /** Undefined, and nothing taken, where none begins. */
  #value(): JsonValue | undefined {
    const from = this.#at;
    const read =
      this.#text[from] === "{" || this.#text[from] === "[" ? this.#brackets() : this.#literal();
    if (read !== undefined) this.#end = this.#at;
    return read && { ...read, from, to: this.#at };
  }

  #literal(): JsonValue | undefined {
    const span = { from: this.#at, to: this.#at };
    const text = this.#string();
    if (text !== undefined) return { ...span, kind: "text", value: text };
    const word = this.#take(/[^\s,:{}[\]"'/]+/y);
    if (word === undefined) return undefined;
    if (word === "null") return { ...span, kind: "null", value: null };
    if (word === "true" || word === "false") {
      return { ...span, kind: "boolean", value: word === "true" };
    }
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) {
      this.#report("This is no JSON value; text stands in double quotes.", undefined, span.from);
    }
    return { ...span, kind: "number", value: Number(word) };
  }

  /** What is in quotes; it ends with its line where the closing one is missing. */
  #string(): string | undefined {
    const from = this.#at;
    const quote = this.#text[from];
    if (quote !== '"' && quote !== "'") return undefined;
    const written =
      this.#take(quote === '"' ? /"(?:[^"\\\n\r]|\\.)*/y : /'(?:[^'\\\n\r]|\\.)*/y) ?? "";
    const isClosed = this.#text[this.#at] === quote;
    if (isClosed) this.#at += 1;
    const content = written.slice(1);
    if (!isClosed) {
      this.#report("The closing quote is missing.", undefined, from);
    } else if (quote === "'") {
      const text = JSON.stringify(content.replaceAll("\\'", "'"));
      this.#report("Text stands in double quotes.", { from, to: this.#at, text }, from);
    } else {
      try {
        return String(JSON.parse(`"${content}"`));
      } catch {
        const message = /\\[^"\\/bfnrtu]/.test(content)
          ? "There is no such escape; a backslash is written \\\\."
          : "A control character or an escape in this text is not valid.";
        this.#report(message, undefined, from);
      }
    }
    return content;
  }

  #brackets(): JsonValue | undefined {
    const span = { from: this.#at, to: this.#at };
    const isObject = this.#take(/[{[]/y) === "{";
    const close = isObject ? "}" : "]";
    const members: JsonMember[] = [];
    const items: JsonValue[] = [];
    this.#depth += 1;
    this.#end = this.#at;
    for (let comma: number | undefined; ;) {
      this.#skip();
      const letter = this.#text[this.#at];
      if (letter === undefined || letter === "}" || letter === "]") {
        if (letter === close && comma !== undefined) {
          this.#report("There is a comma too many before this.", {
            from: comma,
            to: comma + 1,
            text: "",
          });
        }
        break;
      }
      if (comma === undefined && members.length + items.length > 0) {
        this.#report('A "," is missing before this.', {
          from: this.#end,
          to: this.#end,
          text: ",",
        });
      }
      const before = this.#at;
      if (this.#depth > deepest) this.#giveUp();
      else if (isObject) this.#member(members);
      else this.#item(items);
      this.#skip();
      comma = this.#text[this.#at] === "," ? this.#at : undefined;
      if (comma !== undefined) this.#at += 1;
      else if (this.#at === before) this.#at += 1;
    }
    this.#close(close);
    this.#depth -= 1;
    return isObject ? { ...span, kind: "object", members } : { ...span, kind: "array", items };
  }

  #close(close: string): void {
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    const isEnd = this.#at >= this.#text.length;
    const before = this.problems.at(-1);
    if (isEnd && before?.message.startsWith(missingClose) && before.repair) {
      // What is around it is not closed either: one problem, and one repair of both.
      const { repair } = before;
      this.problems.splice(-1, 1, { ...before, repair: { ...repair, text: repair.text + close } });
      return;
    }
    const end = this.#text.trimEnd().length;
    const text = close === "}" && this.#text.includes("\n") ? "\n}" : close;
    this.#report(
      `${missingClose} "${close}" is missing.`,
      isEnd ? { from: end, to: end, text } : undefined,
    );
  }

  #giveUp(): void {
    if (this.problems.every(({ message }) => message !== tooDeep)) this.#report(tooDeep);
    this.#at = this.#text.length;
  }

  #item(items: JsonValue[]): void {
    const item = this.#value();
    if (item) items.push(item);
    else this.#report("A value is expected here.");
  }

  #member(members: JsonMember[]): void {
    const from = this.#at;
    const quoted = this.#string();
    const key = quoted ?? this.#take(/[\w$.-]+/y);
    if (key === undefined) {
      this.#report('A key in double quotes is expected here: "key".');
      this.#take(/[^,}\]\n]*/y);
      return;
    }
    const keyPlace = { from, to: this.#at };
    if (quoted === undefined) {
      this.#report(
        "A key stands in double quotes.",
        { ...keyPlace, text: JSON.stringify(key) },
        from,
      );
    }
    this.#end = this.#at;
    this.#skip();
    let value: JsonValue | undefined;
    if (this.#text[this.#at] === ":") {
      this.#at += 1;
      this.#end = this.#at;
      this.#skip();
      value = this.#value();
      if (!value) this.#report("A value is expected here.");
    } else {
      this.#report('A ":" is expected here.');
    }
    members.push({ from, to: value?.to ?? keyPlace.to, key, keyPlace, value });
  }
}

const missingClose = "The closing";
const tooDeep = "This is nested too deeply.";

/** What to delete with a comment: its whole line when nothing else is on it, else the blanks before it. */
function withLineOf(text: string, { from, to }: Span): Span {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, from))?.[0].length ?? 0;
  const end = /^[ \t]*\r?\n/.exec(text.slice(to))?.[0].length ?? 0;
  return from - blanks === lineStart && end > 0
    ? { from: lineStart, to: to + end }
    : { from: from - blanks, to };
}
