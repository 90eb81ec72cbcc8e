/**
 * Makes the text that the parser gets. Where the author's is sound it differs in signs that the parser's grammar lacks, each replaced by
 * as many others that it knows; where it is not, open brackets and strings are closed.
 */
import type { Comment, SyntaxProblem } from "./ast.ts";
import { missingSigns } from "./missingSigns.ts";
import { balance, isBalanced } from "./repair.ts";
import { rewrites } from "./rewrites.ts";
import { scan, type Token } from "./scan.ts";

/** A replacement of the author's text in the parser's. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
  /** What comes first at the same place: by the tokens. */
  readonly order?: number;
}

export interface Prepared {
  readonly input: string;
  /** From a place in `input` to the author's. */
  readonly original: (offset: number) => number;
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly problems: SyntaxProblem[];
}

export function prepare(text: string): Prepared {
  const { tokens, comments, problems } = scan(text);
  const isSound = isBalanced(tokens);
  const balanced = isSound ? tokens : balance(tokens, problems);
  const edits = rewrites(balanced, text).concat(
    missingSigns(text, balanced, problems),
    isSound ? [] : repairs(text, tokens, balanced, problems),
  );
  for (const { type, from, to, text: sign } of tokens) {
    if (type === "unknown") {
      edits.push({ from, to, by: " ".repeat(to - from) });
      problems.push({ from, to, message: unknownSign(sign) });
    }
  }
  edits.sort((a, b) => a.from - b.from || a.to - b.to || (a.order ?? 0) - (b.order ?? 0));
  const input = withPlainLineBreaks(apply(edits, text));
  const shifts = edits.filter(({ from, to, by }) => by.length !== to - from);
  return {
    input,
    original: shifts.length === 0 ? (offset) => offset : originalPlaces(shifts),
    tokens: balanced,
    comments,
    problems,
  };
}

function repairs(
  text: string,
  tokens: readonly Token[],
  balanced: readonly Token[],
  problems: SyntaxProblem[],
): readonly Edit[] {
  const edits: Edit[] = [];
  const order = new Map(balanced.map((token, index) => [token, index]));
  for (const token of tokens) {
    const { from, to } = token;
    if (token.isOpen) {
      const quotes = /["']+/.exec(text.slice(from, from + 5))?.[0] ?? '"';
      const close = quotes.length >= 3 ? quotes.slice(0, 3) : quotes.charAt(0);
      edits.push({ from: to, to, by: close, order: order.get(token) });
      problems.push({ from, to, message: `${close} is never closed` });
    } else if (!order.has(token)) {
      edits.push({ from, to, by: " " });
    }
  }
  for (const [index, { from, to, text: sign }] of balanced.entries()) {
    if (from === to) {
      edits.push({ from, to, by: sign, order: index });
    }
  }
  return edits;
}

function unknownSign(sign: string): string {
  if (/[()[\]{}]/.test(sign)) {
    return "These brackets are nested too deeply";
  }
  if (/[“”„‟«»″‘’‚‛′`]/.test(sign)) {
    return `${sign} is no quote that Python knows; write " or '`;
  }
  return /\s|[\u200b\u2060\ufeff]/.test(sign)
    ? "This blank is none that Python knows; write an ordinary space"
    : `Python cannot read ${sign} here`;
}

function apply(edits: readonly Edit[], text: string): string {
  if (edits.length === 0) {
    return text;
  }
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, by } of edits) {
    parts.push(text.slice(at, from), by);
    at = Math.max(at, to);
  }
  return parts.join("") + text.slice(at);
}

/** What was put in is at the place where it was put. */
function originalPlaces(shifts: readonly Edit[]): (offset: number) => number {
  const starts: number[] = [];
  let shift = 0;
  for (const { from, to, by } of shifts) {
    starts.push(from + shift);
    shift += by.length - (to - from);
  }
  return (offset) => {
    let low = 0;
    let high = shifts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const last = shifts[low - 1];
    if (!last) {
      return offset;
    }
    const behind = offset - (starts[low - 1] ?? 0) - last.by.length;
    return behind < 0 ? last.from : last.to + behind;
  };
}

/** The parser takes only `\n` for a line's end everywhere, as after a backslash. Nothing moves. */
function withPlainLineBreaks(text: string): string {
  const plain = text.startsWith("\ufeff") ? `\n${text.slice(1)}` : text;
  return plain.includes("\r")
    ? plain.replaceAll("\\\r\n", " \\\n").replaceAll("\r\n", " \n").replaceAll("\r", "\n")
    : plain;
}
