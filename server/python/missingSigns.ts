/**
 * Puts in the commas, colons and values that are plainly missing: where two values stand side by side in brackets, behind a key, at the
 * end of a line that begins with `if` or `def`. Nothing of it occurs in Python that can be read.
 */
import type { SyntaxProblem } from "./ast.ts";
import type { Edit } from "./prepare.ts";
import { indentationCheck } from "./indentation.ts";
import { endsOperand, isOperatorWord } from "./rewrites.ts";
import type { Token } from "./scan.ts";

interface Bracket {
  readonly sign: string;
  /** Of `lambda`s, whose colon belongs to them. */
  lambdas: number;
  /** Braces of which an entry has a colon; a comprehension is none. */
  isDict: boolean;
  hasColon: boolean;
  /** The entry's first token. */
  start: Token | undefined;
}

const heads = /^(?:def|class|if|elif|else|for|while|try|except|finally|with|async)$/;

export function missingSigns(
  text: string,
  tokens: readonly Token[],
  problems: SyntaxProblem[],
): Edit[] {
  const edits: Edit[] = [];
  const open: Bracket[] = [];
  let statement = bracket("");
  let head: Token | undefined;
  let at = 0;
  const checkIndentation = indentationCheck(text, problems);
  const insert = (token: Token, by: string, message: string): void => {
    edits.push({ from: token.to, to: token.to, by, order: at - 0.5 });
    problems.push({ from: lastSign(token), to: token.to, message });
  };
  const endLine = (last: Token | undefined): void => {
    if (head && last && !statement.hasColon) {
      insert(last, ":", `: is missing at the end of this line`);
    }
  };
  let previous: Token | undefined;
  for (const token of tokens) {
    const within = open.at(-1);
    if (!within && token.indent !== undefined) {
      checkIndentation(
        token,
        previous?.text === ":" || (head !== undefined && !statement.hasColon),
      );
      endLine(previous);
      statement = bracket("");
      head = token.type === "name" && heads.test(token.text) ? token : undefined;
    }
    if (within) {
      within.start ??= token;
      if (previous && isBesideValue(previous, token, within, tokens[at + 1])) {
        endEntry(within, previous, insert);
        insert(previous, ",", ", is missing here");
        within.start = token;
      }
    }
    if (token.type === "operator") {
      const { text: sign } = token;
      if (sign === "(" || sign === "[" || sign === "{") {
        open.push(bracket(sign));
      } else if (sign === ":") {
        const current = within ?? statement;
        if (current.lambdas > 0) {
          current.lambdas--;
        } else {
          current.isDict = current.hasColon = true;
        }
      } else if (
        within &&
        previous &&
        (sign === "," ? within.lambdas === 0 : /^[)\]}]$/.test(sign))
      ) {
        endEntry(within, previous, insert);
        if (sign !== ",") {
          open.pop();
        }
      }
    } else if (token.text === "lambda") {
      (within ?? statement).lambdas++;
    } else if (token.text === "for" && within) {
      within.isDict = false;
    }
    previous = token;
    at++;
  }
  endLine(previous);
  return edits;
}

function bracket(sign: string): Bracket {
  return { sign, lambdas: 0, isDict: false, hasColon: false, start: undefined };
}

function isBesideValue(
  previous: Token,
  token: Token,
  { sign, hasColon }: Bracket,
  next: Token | undefined,
): boolean {
  if (!endsOperand(previous)) {
    return false;
  }
  switch (token.type) {
    case "string":
      // Two strings are one, unless the first is a value and the second the next key.
      return previous.type !== "string" || (sign === "{" && hasColon && next?.text === ":");
    case "number":
      return true;
    case "name":
      return !isOperatorWord(token.text) || token.text === "lambda";
    case "operator":
      return token.text === "{";
    case "unknown":
      return false;
  }
}

/** A key without a value, or with a colon alone, gets one that is nothing. */
function endEntry(
  within: Bracket,
  previous: Token,
  insert: (token: Token, by: string, message: string) => void,
): void {
  const { sign, isDict, hasColon, start } = within;
  if (sign === "{" && isDict && start && start !== previous && previous.text === ":" && hasColon) {
    insert(previous, valueOfNothing, "A value is missing behind :");
  } else if (
    sign === "{" &&
    isDict &&
    !hasColon &&
    start &&
    endsOperand(previous) &&
    start.text !== "**"
  ) {
    insert(previous, `:${valueOfNothing}`, "A key needs : and a value");
  }
  within.hasColon = false;
  within.start = undefined;
}

/** The parser takes it for a name; in the author's text it is nothing. */
const valueOfNothing = "_";

function lastSign({ from, to }: Token): number {
  return Math.max(from, to - 1);
}
