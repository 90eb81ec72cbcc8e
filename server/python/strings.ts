/** String and number literals. */
import type { Bytes, Expression, FormattedPart, FormattedText, Span, Text } from "./ast.ts";
import { note } from "./checks.ts";
import type { Raw, Reading } from "./raw.ts";

interface Literal {
  readonly prefix: string;
  /** Between the quotes. */
  readonly body: Span;
}

function literalOf({ text }: Reading, { from, to }: Span): Literal {
  let start = from;
  while (start < to && text[start] !== '"' && text[start] !== "'") {
    start++;
  }
  const quote = text.charAt(start);
  const length = to - start >= 6 && text.startsWith(quote.repeat(3), start) ? 3 : 1;
  const isClosed = to - start >= 2 * length && text.endsWith(quote.repeat(length), to);
  return {
    prefix: text.slice(from, start).toLowerCase(),
    body: {
      from: start + length,
      to: text.slice(to - length, to) === quote.repeat(length) && isClosed ? to - length : to,
    },
  };
}

/** Reads one literal, or several that Python puts together; `readValue` reads a placeholder's expression. */
export function readString(
  reading: Reading,
  raw: Raw,
  readValue: (parts: readonly Raw[], at: Span) => Expression,
): Text | FormattedText | Bytes {
  const literals = raw.name === "ContinuedString" ? raw.children : [raw];
  const { from, to } = raw;
  const parts: (string | FormattedPart | undefined)[] = [];
  let isFormatted = false;
  let isBytes = false;
  for (const literal of literals) {
    const { prefix, body } = literalOf(reading, literal);
    const isOfBytes = prefix.includes("b");
    if (literal !== literals[0] && isOfBytes !== isBytes) {
      note(reading, literal, "Text and bytes cannot be put together");
    }
    isBytes ||= isOfBytes;
    isFormatted ||= literal.name === "FormatString";
    if (literal.name === "FormatString") {
      addFormatted(reading, literal, body, prefix, readValue, parts);
    } else {
      parts.push(decode(reading, body, prefix));
    }
  }
  if (isFormatted) {
    return {
      kind: "FormattedText",
      from,
      to,
      parts: joined(parts.map((part) => part ?? unknownPart({ from, to }))),
    };
  }
  if (isBytes) {
    if (!reading.isAscii && /[^\0-\x7f]/.test(reading.text.slice(from, to))) {
      note(reading, raw, "Bytes can only hold ASCII signs");
    }
    return { kind: "Bytes", from, to };
  }
  const texts = parts.filter((part) => typeof part === "string");
  const value = texts.length < parts.length ? undefined : texts.join("");
  return {
    kind: "Text",
    from,
    to,
    value,
    literals: literals.map((literal) => ({ from: literal.from, to: literal.to })),
  };
}

/** A text with an escape that we cannot read is as little known as a placeholder. */
function unknownPart({ from, to }: Span): FormattedPart {
  const value: Expression = { kind: "Missing", from, to };
  return { from, to, value, conversion: undefined, format: undefined };
}

function addFormatted(
  reading: Reading,
  literal: Raw,
  body: Span,
  prefix: string,
  readValue: (parts: readonly Raw[], at: Span) => Expression,
  parts: (string | FormattedPart | undefined)[],
): void {
  let at = body.from;
  const addText = (to: number): void => {
    parts.push(decode(reading, { from: at, to }, prefix));
  };
  for (const placeholder of literal.children) {
    if (placeholder.name === "FormatReplacement") {
      addText(placeholder.from);
      at = placeholder.to;
      addPlaceholder(reading, placeholder, readValue, parts);
    }
  }
  addText(Math.max(at, body.to));
}

function addPlaceholder(
  reading: Reading,
  { from, to, children }: Raw,
  readValue: (parts: readonly Raw[], at: Span) => Expression,
  parts: (string | FormattedPart | undefined)[],
): void {
  const child = (name: string): Raw | undefined => children.find((other) => other.name === name);
  const isValue = ({ name }: Raw): boolean =>
    !/^([{}]|Format(SelfDoc|Conversion|Spec))$/.test(name);
  const spec = child("FormatSpec");
  const selfDoc = child("FormatSelfDoc");
  const conversion = child("FormatConversion");
  if (selfDoc) {
    const end = conversion?.from ?? spec?.from ?? to - 1;
    parts.push(reading.text.slice(from + 1, end));
  }
  const letter = conversion && reading.text.charAt(conversion.from + 1);
  parts.push({
    from,
    to,
    value: readValue(children.filter(isValue), { from: from + 1, to: from + 1 }),
    conversion:
      letter === "s" || letter === "r" || letter === "a"
        ? letter
        : selfDoc && !spec
          ? "r"
          : undefined,
    format: readFormat(reading, spec),
  });
}

function readFormat(reading: Reading, spec: Raw | undefined): string | undefined {
  return spec?.children.some(({ name }) => name === "FormatReplacement") === false
    ? reading.text.slice(spec.from + 1, spec.to)
    : undefined;
}

/** Neighbouring texts as one. */
function joined(parts: readonly (string | FormattedPart)[]): readonly (string | FormattedPart)[] {
  const all: (string | FormattedPart)[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === "string" && typeof last === "string") {
      all[all.length - 1] = last + part;
    } else if (part !== "") {
      all.push(part);
    }
  }
  return all;
}

/** What the body of a literal, or a part of it, stands for. */
function decode(reading: Reading, span: Span, prefix: string): string | undefined {
  const body = reading.text.slice(span.from, span.to);
  let text = body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
  if (/[ft]/.test(prefix) && /[{}]/.test(text)) {
    if (text.replace(/\\N\{[^}]*\}|\}\}/g, "").includes("}")) {
      note(reading, span, "} in an f-string must be doubled, or needs a { before it");
    }
    text = text.replaceAll("{{", "{").replaceAll("}}", "}");
  }
  return prefix.includes("r") || !text.includes("\\")
    ? text
    : unescape(text, (escape) => {
        if (!prefix.includes("b") || escape === "\\x") {
          const message = `${escape} begins a special sign here; write \\${escape}, or r before the quotes`;
          note(reading, span, message);
        }
      });
}

/** Undefined for names of characters, for which we have no table. */
function unescape(text: string, onBad: (escape: string) => void): string | undefined {
  const value = text.replace(escapes, (whole, escaped: string) => {
    const first = escaped.charAt(0);
    const simple = simpleEscapes[first];
    if (simple !== undefined) {
      return simple;
    }
    if (/[0-7]/.test(first)) {
      return String.fromCharCode(Number.parseInt(escaped, 8));
    }
    if (/[xuUN]/.test(first) && (first !== "N" || escaped.length === 1)) {
      const code = escaped.length > 1 ? Number.parseInt(escaped.slice(1), 16) : Number.NaN;
      if (code <= 0x10ffff) {
        return String.fromCodePoint(code);
      }
      onBad(`\\${first}`);
    }
    return whole;
  });
  return text.replaceAll("\\\\", "").includes("\\N{") ? undefined : value;
}

const escapes = /\\(N\{[^}]*\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[^])/g;
const simpleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const wellWritten =
  /^(?:0x(?:_?[\da-f])+|0b(?:_?[01])+|0o(?:_?[0-7])+|0(?:_?0)*|(?:[1-9](?:_?\d)*)|(?:\d(?:_?\d)*)?(?:\.(?:\d(?:_?\d)*)?)?(?:e[+-]?\d(?:_?\d)*)?j?)$/i;

export function readNumber(reading: Reading, span: Span): ReturnType<typeof numberOf> {
  const written = reading.text.slice(span.from, span.to);
  if (/^[1-9]\d*$/.test(written)) {
    return integer(written);
  }
  if (!wellWritten.test(written) || /^0[\d_]*[1-9][\d_]*$/.test(written)) {
    note(reading, span, "Python cannot read this number; it may not begin with 0");
  }
  return numberOf(written);
}

/** The value of a number as it is written. */
function numberOf(written: string): { value: number | bigint; isInteger: boolean } {
  const digits = written.replaceAll("_", "").toLowerCase();
  if (/^0[xob]/.test(digits)) {
    return integer(digits.length > 2 ? digits : "0");
  }
  if (digits.endsWith("j")) {
    return { value: Number.NaN, isInteger: false };
  }
  return /[.e]/.test(digits)
    ? { value: Number(digits), isInteger: false }
    : integer(/^\d+$/.test(digits) ? digits : "0");
}

function integer(digits: string): { value: number | bigint; isInteger: boolean } {
  const value = Number(digits);
  return { value: Number.isSafeInteger(value) ? value : BigInt(digits), isInteger: true };
}
