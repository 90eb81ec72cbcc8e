/** String literals as text, whether they end or not. */
import type { Span } from "../../python/ast.ts";

/** `from` to `to` is what stands between the quotes. */
export interface ScannedString extends Span {
  /** Where its prefix or its quotes begin. */
  readonly at: number;
  readonly quote: string;
  /** `f`, `rb`; as it is written. */
  readonly prefix: string;
  /** Whether the closing quote is at `to`. */
  readonly isClosed: boolean;
  /** Where reading goes on. */
  readonly next: number;
}

const bodies: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^\\\n"]+|\\[^])*/y,
  "'": /(?:[^\\\n']+|\\[^])*/y,
  '"""': /(?:[^\\"]+|\\[^]|"(?!""))*/y,
  "'''": /(?:[^\\']+|\\[^]|'(?!''))*/y,
};

/** Code of the top level in a string of several lines: a quote was left out, or is not there yet. */
const swallowedCode = /^(?:(?:async )?def \w+\(|class \w+\b.*:$|from [\w.]+ import |import \w+$)/m;

/**
 * The string whose quotes begin at `at`. While it is typed (`cursor`), a string whose rest does not look like text ends with the word:
 * in `table="ord, data={"id": 1}` the quote before `id` begins a string.
 */
export function stringAt(text: string, at: number, cursor?: number): ScannedString {
  const single = text.charAt(at);
  const quote = text.startsWith(single.repeat(3), at) ? single.repeat(3) : single;
  const prefix = /(?:^|\W)([rRbBuUfF]{1,2})$/.exec(text.slice(Math.max(0, at - 3), at))?.[1] ?? "";
  const from = at + quote.length;
  const body = bodies[quote];
  let to = from;
  if (body) {
    body.lastIndex = from;
    to += body.exec(text)?.[0].length ?? 0;
  }
  let isClosed = text.startsWith(quote, to);
  if (quote.length === 3 && (!isClosed || swallowedCode.test(text.slice(from, to)))) {
    to = endOfLine(text, from);
    isClosed = false;
  }
  if (cursor !== undefined && quote.length === 1) {
    if (!isClosed || /[,:(){}[\]=]/.test(text.slice(cursor, to))) {
      isClosed = false;
      to = cursor + (/^\w*/.exec(text.slice(cursor, to))?.[0].length ?? 0);
    }
  }
  return {
    at: at - prefix.length,
    from,
    to,
    quote,
    prefix,
    isClosed,
    next: isClosed ? to + quote.length : to,
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
