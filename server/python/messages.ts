/** What the parser could not read, in words for the file's author. */
import type { Span, SyntaxProblem } from "./ast.ts";
import { endsOperand } from "./rewrites.ts";
import type { Token } from "./scan.ts";

/** `error` is a place where the parser skipped something or missed it. */
export function describeError({ from }: Span, tokens: readonly Token[]): SyntaxProblem {
  const index = firstFrom(tokens, from);
  const next = tokens[index];
  const previous = tokens[index - 1];
  const isLineEnd = next === undefined || next.indent !== undefined;
  const at = isLineEnd ? previous : next;
  const place = at ? { from: at.from, to: at.to } : { from, to: from };
  return { ...place, message: messageFor(previous, next, isLineEnd) };
}

function messageFor(
  previous: Token | undefined,
  next: Token | undefined,
  isLineEnd: boolean,
): string {
  if (isLineEnd && previous) {
    if (previous.text === ":") {
      return "Below this line an indented block must follow";
    }
    if (!endsOperand(previous)) {
      return `Something is missing behind ${wordOf(previous)}`;
    }
    return next
      ? "This line is not complete, or the next one is indented wrongly"
      : "This line is not complete";
  }
  if (next?.type === "operator") {
    if (next.text === "=") {
      return "= can only set a name, a column or an attribute; to compare, write ==";
    }
    if (!endsOperand(previous) && /^[,)\]}:]$/.test(next.text)) {
      return `A value is missing before ${next.text}`;
    }
  }
  return next ? `Python does not expect ${wordOf(next)} here` : "Python cannot read this";
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
