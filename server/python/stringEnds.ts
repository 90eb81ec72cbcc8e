/** Where string literals and the placeholders of f-strings end. */

export interface StringEnd {
  readonly end: number;
  /** Its closing quotes are missing; it ends with its line, or, in triple quotes, with the text. */
  readonly isOpen: boolean;
}

/** Strings within placeholders within strings: deeper ones are taken as plain text, longer placeholders as unclosed. */
const deepest = 8;
const longestPlaceholder = 5000;
const mostBrackets = 30;

/** `at` is the first character of the literal, its prefix included. */
export function stringEnd(text: string, at: number, limit: number, depth = 0): StringEnd {
  let start = at;
  while (!isQuote(text.charCodeAt(start))) {
    start++;
  }
  const close = quotesAt(text, start);
  const body = start + close.length;
  const isFormatted = depth < deepest && start > at && /[ft]/i.test(text.slice(at, start));
  const strict = isFormatted ? endOfBody(text, body, limit, close, depth + 1) : undefined;
  if (isFormatted && !strict && depth > 0) {
    return { end: limit, isOpen: true };
  }
  // A placeholder that never ends: the quotes decide alone.
  return strict ?? endOfBody(text, body, limit, close, 0) ?? { end: limit, isOpen: true };
}

/** The quotes that open a literal, which are those that close it. */
export function quotesAt(text: string, start: number): string {
  const quote = text.charAt(start);
  return text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function endOfBody(
  text: string,
  start: number,
  limit: number,
  close: string,
  /** Of the placeholders in it; 0 for a text that has none. */
  depth: number,
): StringEnd | undefined {
  const quote = close.charCodeAt(0);
  let at = start;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === 92) {
      at += text.startsWith("\r\n", at + 1) ? 3 : 2;
    } else if (code === quote && (close.length === 1 || text.startsWith(close, at))) {
      return { end: at + close.length, isOpen: false };
    } else if ((code === 10 || code === 13) && close.length === 1) {
      return { end: at, isOpen: true };
    } else if (code === 123 && depth > 0) {
      if (text.charCodeAt(at + 1) === 123) {
        at += 2;
      } else {
        const placeholder = placeholderAt(text, at, limit, close, depth);
        if (!placeholder) {
          return undefined;
        }
        at = placeholder.to;
      }
    } else {
      at++;
    }
  }
  return { end: limit, isOpen: true };
}

/** Where the parts of `{value=!conversion:format}` are. */
export interface Placeholder {
  readonly from: number;
  readonly to: number;
  /** The value's end, before `=`, `!`, `:` or `}`. */
  readonly valueEnd: number;
  /** Behind the `=`, if there is one. */
  readonly selfDocEnd: number | undefined;
  readonly conversion: string | undefined;
  /** The format's beginning, behind the `:`. */
  readonly formatFrom: number | undefined;
}

/** Undefined if it does not end. */
export function placeholderAt(
  text: string,
  from: number,
  end: number,
  close: string,
  depth = 1,
): Placeholder | undefined {
  const limit = Math.min(end, from + longestPlaceholder);
  let at = from + 1;
  const open: number[] = [];
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) {
      if (open.length === 0 && text.startsWith(close, at) && close.length === 3) {
        return undefined;
      }
      const nested = stringEnd(text, prefixStart(text, at, from), limit, depth);
      if (nested.isOpen) {
        return undefined;
      }
      at = nested.end;
    } else if (code === 35) {
      // A comment, which only a placeholder of several lines can hold.
      const lineBreak = text.indexOf("\n", at);
      if (lineBreak < 0) {
        return undefined;
      }
      at = lineBreak;
    } else if (code === 40 || code === 91 || code === 123) {
      if (open.length > mostBrackets) {
        return undefined;
      }
      open.push(code);
      at++;
    } else if (code === 41 || code === 93 || code === 125) {
      const partner = open.pop();
      if (partner === undefined) {
        return code === 125 ? ended(text, from, at, limit, close, depth) : undefined;
      }
      if (code - partner > 2) {
        return undefined;
      }
      at++;
    } else if (open.length === 0 && isValueEnd(text, at)) {
      return ended(text, from, at, limit, close, depth);
    } else {
      at++;
    }
  }
  return undefined;
}

/** `!` and `:` end a value outside brackets; `!=` does not. */
function isValueEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 58 || (code === 33 && text.charCodeAt(at + 1) !== 61);
}

function ended(
  text: string,
  from: number,
  valueStop: number,
  limit: number,
  close: string,
  depth: number,
): Placeholder | undefined {
  const selfDoc = /[^=!<>]=\s*$/.test(text.slice(Math.max(from, valueStop - 40), valueStop));
  const valueEnd = selfDoc ? text.lastIndexOf("=", valueStop - 1) : valueStop;
  let at = valueStop;
  let conversion: string | undefined;
  if (text.charAt(at) === "!") {
    conversion = /^\s*\w*/.exec(text.slice(at + 1, at + 20))?.[0] ?? "";
    at += 1 + conversion.length;
    while (/\s/.test(text.charAt(at))) {
      at++;
    }
  }
  let formatFrom: number | undefined;
  if (text.charAt(at) === ":") {
    formatFrom = at + 1;
    at = formatEnd(text, at + 1, limit, close, depth) ?? limit;
  }
  return text.charAt(at) === "}" && at < limit
    ? {
        from,
        to: at + 1,
        valueEnd,
        selfDocEnd: selfDoc ? valueStop : undefined,
        conversion: conversion?.trim(),
        formatFrom,
      }
    : undefined;
}

function formatEnd(
  text: string,
  start: number,
  limit: number,
  close: string,
  depth: number,
): number | undefined {
  let at = start;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === 125) {
      return at;
    }
    if ((close.length === 1 && (code === 10 || code === 13)) || text.startsWith(close, at)) {
      return undefined;
    }
    if (code === 123) {
      const nested = depth < deepest ? placeholderAt(text, at, limit, close, depth + 1) : undefined;
      if (!nested) {
        return undefined;
      }
      at = nested.to;
    } else {
      at++;
    }
  }
  return undefined;
}

/** Where the literal with its quotes at `at` begins: up to two letters may stand before them. */
function prefixStart(text: string, at: number, from: number): number {
  const before = /(?<![\w])[rbuft]{1,2}$/i.exec(text.slice(Math.max(from + 1, at - 3), at));
  return before ? at - before[0].length : at;
}
