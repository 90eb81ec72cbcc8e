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
      if (text in partners) {
        open.push(partners[text] ?? "");
      } else if (text in openers && open.pop() !== text) {
        return false;
      }
    } else if (isOpen) {
      return false;
    }
  }
  return open.length === 0;
}

/** The tokens with brackets that match: closing ones of no length added, and those that close nothing left out. */
export function balance(tokens: readonly Token[], problems: SyntaxProblem[]): Token[] {
  const result: Token[] = [];
  const open: Opened[] = [];
  let indent = 0;
  let line = 0;
  const close = (): void => {
    const opened = open.pop();
    if (opened) {
      const at = result.at(-1)?.to ?? opened.token.to;
      const { from, to, text } = opened.token;
      problems.push({ from, to, message: `${text} is never closed` });
      result.push({
        type: "operator",
        from: at,
        to: at,
        text: partners[text] ?? "",
        indent: undefined,
        isOpen: false,
      });
    }
  };
  for (const [index, token] of tokens.entries()) {
    const { type, text } = token;
    const isCloser = type === "operator" && text in openers;
    if (token.indent !== undefined) {
      indent = token.indent;
      line++;
      if (beginsStatement(tokens, index)) {
        while (open.length > 0) {
          close();
        }
      }
      const isBehind = (opened: Opened | undefined): boolean =>
        opened !== undefined &&
        (isCloser ? opened.indent > indent : opened.indent >= indent) &&
        (!isCloser ||
          open.some((other) => other !== opened && partners[other.token.text] === text));
      while (isBehind(open.at(-1))) {
        close();
      }
    }
    if (isCloser) {
      const partner = open.findLastIndex((opened) => partners[opened.token.text] === text);
      const opened = open[partner];
      if (
        opened &&
        (partner === open.length - 1 ||
          opened.line === line ||
          (token.indent !== undefined && opened.indent === indent))
      ) {
        while (open.length > partner + 1) {
          close();
        }
        open.pop();
        result.push(token);
      } else {
        problems.push({ from: token.from, to: token.to, message: `${text} closes nothing` });
      }
    } else {
      if (type === "operator" && text in partners) {
        open.push({ token, indent, line });
      }
      result.push(token);
    }
  }
  while (open.length > 0) {
    close();
  }
  return result;
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
