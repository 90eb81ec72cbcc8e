/** What the parser could not read, in words for the file's author. */
import type { Span, SyntaxProblem } from "./ast.ts";
import { endsOperand } from "./rewrites.ts";
import type { Token } from "./scan.ts";

/** `error` is a place where the parser skipped something or missed it. */
export function describeError(
  { from, to }: Span,
  tokens: readonly Token[],
): SyntaxProblem & { readonly isDoubtful: boolean } {
  const index = firstFrom(tokens, from);
  const next = tokens[index];
  const previous = tokens[index - 1];
  if (previous && previous.to > from) {
    const { from: start, to: end } = previous;
    return {
      from: start,
      to: end,
      message: "A { in this f-string has no value, or is never closed",
      isDoubtful: false,
    };
  }
  const isLineEnd = next === undefined || (next.indent !== undefined && from === to);
  const message = isLineEnd ? atLineEnd(previous, next) : before(previous, next);
  const place = (isLineEnd ? previous : next) ?? { from, to };
  // The parser loses count of the blocks where something before is wrong.
  const isDoubtful =
    isLineEnd && previous?.text === ":" && (next?.indent ?? 0) > indentOf(tokens, index - 1);
  return { from: place.from, to: place.to, message, isDoubtful };
}

/** The indentation of the line that the token is in. */
function indentOf(tokens: readonly Token[], index: number): number {
  let first = index;
  while (first > 0 && tokens[first]?.indent === undefined) {
    first--;
  }
  return tokens[first]?.indent ?? 0;
}

function atLineEnd(previous: Token | undefined, next: Token | undefined): string {
  if (previous?.text === ":") {
    return "Below this line an indented block must follow";
  }
  if (previous && !endsOperand(previous)) {
    return `Something is missing behind ${wordOf(previous)}`;
  }
  return next
    ? "This line is not complete, or the next one is indented wrongly"
    : "This line is not complete";
}

function before(previous: Token | undefined, next: Token): string {
  if (next.text === "=") {
    return "= can only set a name, a column or an attribute; to compare, write ==";
  }
  return /^[,)\]}:]$/.test(next.text) && !endsOperand(previous)
    ? `A value is missing before ${next.text}`
    : `Python does not expect ${wordOf(next)} here`;
}

/** A place of no length as the sign there, so that it can be seen. */
export function visible(
  { from, to, message }: SyntaxProblem,
  tokens: readonly Token[],
): SyntaxProblem {
  const next = from === to ? tokens[firstFrom(tokens, from)] : undefined;
  const token = next?.indent === undefined ? next : tokens[firstFrom(tokens, from) - 1];
  return token && from === to ? { from: token.from, to: token.to, message } : { from, to, message };
}

function wordOf({ type, text }: Token): string {
  return type === "string" ? "this text" : text;
}

/** The index of the first token that begins at the offset or behind it. */
function firstFrom(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.from ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
