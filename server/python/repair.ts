/**
 * Closes what was left open, judging by the indentation. A text whose brackets are balanced and whose strings end never gets here, so
 * that a guess can spoil nothing in it.
 */
import type { SyntaxProblem } from "./ast.ts";
import type { Token } from "./scan.ts";

interface Opened {
  readonly token: Token;
  /** The indentation of its line. */
  readonly indent: number;
  readonly line: number;
}

const partners: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const openers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Words that begin a statement and can stand nowhere in brackets. */
const statementWords =
  /^(def|class|return|import|try|while|with|raise|del|pass|break|continue|global|nonlocal|assert|except|finally|elif)$/;
/** Words that begin a statement, or go on with an expression. */
const headWords = /^(if|for|else|async|from)$/;

export function isBalanced(tokens: readonly Token[]): boolean {
  const open: string[] = [];
  for (const { type, text, isOpen } of tokens) {
    if (type === "operator") {
      const closer = partners[text];
      if (closer !== undefined) {
        open.push(closer);
      } else if (openers[text] !== undefined && open.pop() !== text) {
        return false;
      }
    } else if (isOpen) {
      return false;
    }
  }
  return open.length === 0;
}

/** The tokens with brackets that match: those of no length are put in, and those that close nothing may be left out. */
export function balance(tokens: readonly Token[], problems: SyntaxProblem[]): Token[] {
  const balancing = new Balancing(problems);
  for (const [index, token] of tokens.entries()) {
    if (token.indent !== undefined) {
      balancing.beginLine(token, token.indent, beginsStatement(tokens, index));
    }
    balancing.add(token);
  }
  balancing.closeDownTo(0);
  return balancing.result;
}

class Balancing {
  readonly result: Token[] = [];
  readonly #problems: SyntaxProblem[];
  readonly #open: Opened[] = [];
  #indent = 0;
  #line = 0;

  constructor(problems: SyntaxProblem[]) {
    this.#problems = problems;
  }

  beginLine(token: Token, indent: number, beginsStatement: boolean): void {
    this.#indent = indent;
    this.#line++;
    if (beginsStatement) {
      this.closeDownTo(0);
    }
    for (let last = this.#open.at(-1); last; last = this.#open.at(-1)) {
      const isBehind = isCloser(token)
        ? last.indent > indent && this.#partnerOf(token) >= 0 && this.#open.length > 1
        : last.indent >= indent;
      if (!isBehind) {
        return;
      }
      this.closeDownTo(this.#open.length - 1);
    }
  }

  add(token: Token): void {
    if (!isCloser(token)) {
      if (token.type === "operator" && token.text in partners) {
        this.#open.push({ token, indent: this.#indent, line: this.#line });
      }
      this.result.push(token);
      return;
    }
    const partner = this.#partnerOf(token);
    const opened = this.#open[partner];
    const belongs =
      opened &&
      (partner === this.#open.length - 1 ||
        opened.line === this.#line ||
        (token.indent !== undefined && opened.indent === this.#indent));
    if (belongs) {
      this.closeDownTo(partner + 1);
      this.#open.pop();
      this.result.push(token);
      return;
    }
    const { from, to, text } = token;
    this.#problems.push({
      from,
      to,
      message: `${text} closes nothing; ${openers[text] ?? ""} may be missing before it`,
    });
    const at = this.#startOf(token);
    if (at !== undefined) {
      this.result.splice(at, 0, emptyToken(openers[text] ?? "", this.result[at - 1]?.to ?? from));
      this.result.push(token);
    }
  }

  /** Closes the brackets that are open but for the outer `count`. */
  closeDownTo(count: number): void {
    while (this.#open.length > count) {
      const opened = this.#open.pop();
      if (opened) {
        const { from, to, text } = opened.token;
        this.#problems.push({ from, to, message: `${text} is never closed` });
        this.result.push(emptyToken(partners[text] ?? "", this.result.at(-1)?.to ?? to));
      }
    }
  }

  #partnerOf({ text }: Token): number {
    return this.#open.findLastIndex((opened) => partners[opened.token.text] === text);
  }

  /**
   * Where the bracket that is missing for a closing one may have been, as an index of the result: behind the last line that begins
   * where the closing one does, if all lines between are deeper.
   */
  #startOf(closer: Token): number | undefined {
    let at = this.result.length - 1;
    if (closer.indent === undefined) {
      return undefined;
    }
    for (; at >= 0; at--) {
      const indent = this.result[at]?.indent;
      if (indent !== undefined && indent <= closer.indent) {
        break;
      }
    }
    const lineEnd = this.result.findIndex(
      ({ indent }, index) => index > at && indent !== undefined,
    );
    const isThere = at >= 0 && this.result[at]?.indent === closer.indent && lineEnd > 0;
    // What was opened meanwhile must not be cut in two.
    const within = this.#open.at(-1)?.token.from ?? -1;
    return isThere && within < (this.result[lineEnd]?.from ?? 0) ? lineEnd : undefined;
  }
}

function isCloser({ type, text }: Token): boolean {
  return type === "operator" && text in openers;
}

function emptyToken(text: string, at: number): Token {
  return { type: "operator", from: at, to: at, text, indent: undefined, isOpen: false };
}

/** Whether the token, the first of its line, begins a statement even where a bracket is open. */
function beginsStatement(tokens: readonly Token[], index: number): boolean {
  const { type, text } = tokens[index] ?? { type: "end", text: "" };
  if (type === "operator") {
    return text === "@" && tokens[index + 1]?.type === "name";
  }
  if (type !== "name") {
    return false;
  }
  const next = tokens[index + 1];
  if (statementWords.test(text)) {
    return true;
  }
  if (headWords.test(text)) {
    return lastOfLine(tokens, index)?.text === ":" || text === "from";
  }
  return next?.text === "=" && tokens[index]?.indent === 0;
}

function lastOfLine(tokens: readonly Token[], index: number): Token | undefined {
  let last = index;
  while (last + 1 < tokens.length && tokens[last + 1]?.indent === undefined) {
    last++;
  }
  return tokens[last];
}
