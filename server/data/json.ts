/** JSON files with the place of every key and value, also while they are broken. */
import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Span } from "../python/ast.ts";

export interface JsonLiteral extends Span {
  readonly kind: "text" | "number" | "boolean" | "null";
  readonly value: string | number | boolean | null;
}

export interface JsonText extends JsonLiteral {
  readonly kind: "text";
  readonly value: string;
}

export interface JsonArray extends Span {
  readonly kind: "array";
  readonly items: readonly JsonValue[];
}

export interface JsonObject extends Span {
  readonly kind: "object";
  /** In the order of the text; a key that is there twice is here twice. */
  readonly members: readonly JsonMember[];
}

/** From the key to the end of the value. */
export interface JsonMember extends Span {
  readonly key: string;
  /** The key with its quotes. */
  readonly keyPlace: Span;
  /** Undefined while it is being typed. */
  readonly value: JsonValue | undefined;
}

export type JsonValue =
  | JsonText
  | (JsonLiteral & { readonly kind: "number" | "boolean" | "null" })
  | JsonArray
  | JsonObject;

export interface JsonProblem extends Span {
  readonly message: string;
  /** An edit that may repair it. */
  readonly repair: (Span & { readonly text: string }) | undefined;
}

export interface JsonDocument {
  readonly text: string;
  /** What could be read; undefined for an empty file. */
  readonly value: JsonValue | undefined;
  /** Why it is no JSON, in the order of the text. */
  readonly problems: readonly JsonProblem[];
}

/** Never throws, whatever the text holds. */
export function parseJson(text: string): JsonDocument {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    const value = root === undefined ? undefined : readValue(root);
    return { text, value, problems: problemsOf(text, errors) };
  } catch {
    // Brackets nested so deeply that the parser's stack ends.
    const message = "This is nested too deeply.";
    return { text, value: undefined, problems: [{ from: 0, to: 1, message, repair: undefined }] };
  }
}

/** The members of a document that is an object, broken or not. */
export function membersOf(document: JsonDocument): readonly JsonMember[] {
  return document.value?.kind === "object" ? document.value.members : [];
}

function readValue(node: Node): JsonValue {
  const span = { from: node.offset, to: node.offset + node.length };
  switch (node.type) {
    case "object":
      return { ...span, kind: "object", members: (node.children ?? []).map(readMember) };
    case "array":
      return { ...span, kind: "array", items: (node.children ?? []).map(readValue) };
    case "string":
      return { ...span, kind: "text", value: String(node.value) };
    case "number":
      return { ...span, kind: "number", value: Number(node.value) };
    case "boolean":
      return { ...span, kind: "boolean", value: node.value === true };
    default:
      return { ...span, kind: "null", value: null };
  }
}

function readMember(node: Node): JsonMember {
  const [key, value] = node.children ?? [];
  const keyPlace =
    key === undefined
      ? { from: node.offset, to: node.offset }
      : { from: key.offset, to: key.offset + key.length };
  return {
    from: keyPlace.from,
    to: value === undefined ? keyPlace.to : value.offset + value.length,
    key: String(key?.value ?? ""),
    keyPlace,
    value: value === undefined ? undefined : readValue(value),
  };
}

/** A `ParseError` whose enumeration does not exist at run time. */
interface CodedError {
  readonly error: number;
  readonly offset: number;
  readonly length: number;
}

/** By the numbers that jsonc-parser gives its errors. */
const messages: Readonly<Record<number, string>> = {
  1: "This is no JSON value.",
  2: "This is no number.",
  3: 'A key in double quotes is expected here: "key".',
  4: "A value is expected here.",
  5: 'A ":" is expected here.',
  6: 'A "," is missing before this.',
  7: 'The closing "}" is missing.',
  8: 'The closing "]" is missing.',
  9: "Nothing may follow the value.",
  10: "JSON has no comments.",
  12: "The closing quote is missing.",
  13: "This is no number.",
  14: "This is no valid \\u escape.",
  15: "There is no such escape; a backslash is written \\\\.",
  16: "A control character must be written as an escape.",
};

function problemsOf(text: string, errors: readonly CodedError[]): readonly JsonProblem[] {
  return errors
    .map(({ error, offset, length }): JsonProblem => {
      const to = Math.min(text.length, offset + Math.max(length, 1));
      const from = Math.max(0, Math.min(offset, to - 1));
      const message = messages[error] ?? "This is no JSON.";
      return { from, to, message, repair: repairOf(text, errors, error, { from: offset, to }) };
    })
    .sort((a, b) => a.from - b.from);
}

function repairOf(
  text: string,
  errors: readonly CodedError[],
  error: number,
  { from, to }: Span,
): JsonProblem["repair"] {
  const before = endOfTokenBefore(text, errors, from);
  const end = text.trimEnd().length;
  switch (error) {
    case 3:
    case 4: {
      // After a comma an object lacks a key (3), a list a value (4).
      const isTrailing = text[before - 1] === "," && text[from] === (error === 3 ? "}" : "]");
      return isTrailing ? { from: before - 1, to: before, text: "" } : undefined;
    }
    case 6:
      return { from: before, to: before, text: "," };
    case 7:
      return { from: end, to: end, text: "\n}" };
    case 8:
      return { from: end, to: end, text: "]" };
    case 10:
      return { ...withLineOf(text, { from, to }), text: "" };
    default:
      return undefined;
  }
}

/** Comments are passed over: they are among the errors. */
function endOfTokenBefore(text: string, errors: readonly CodedError[], offset: number): number {
  const end = text.slice(0, offset).trimEnd().length;
  const comment = errors.find((each) => each.error === 10 && each.offset + each.length === end);
  return comment === undefined ? end : endOfTokenBefore(text, errors, comment.offset);
}

/** What to delete with a comment: its whole line when nothing else is on it, else the blanks before it. */
function withLineOf(text: string, { from, to }: Span): Span {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, from))?.[0].length ?? 0;
  const end = /^[ \t]*\r?\n/.exec(text.slice(to))?.[0].length ?? 0;
  return from - blanks === lineStart && end > 0
    ? { from: lineStart, to: to + end }
    : { from: from - blanks, to };
}
