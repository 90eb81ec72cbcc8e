/** JSON files with the place of every key and value, also while they are broken. */
import type { Span } from "../python/ast.ts";
import { JsonReader } from "./jsonReader.ts";

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
  const reader = new JsonReader(text);
  const value = reader.document();
  return { text, value, problems: reader.problems.toSorted((a, b) => a.from - b.from) };
}

/** The members of a document that is an object, broken or not. */
export function membersOf(document: JsonDocument): readonly JsonMember[] {
  return document.value?.kind === "object" ? document.value.members : [];
}
