/**
 * What an expression may be when the connector runs. A value says only what is certain: `unknown` is any value at all, and what depends
 * on one is unknown, too. Nothing may be reported about it.
 */
import type { ClassDefinition, FunctionDefinition, Lambda } from "../python/ast.ts";

/** A part of a file of the project. `file` is its path from the project's folder, with `/`. */
export interface Place {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

interface Placed {
  /** The expression that made the value: for a literal, the literal. Undefined for what no expression made (a parameter the SDK fills). */
  readonly place: Place | undefined;
}

export interface TextValue extends Placed {
  readonly kind: "text";
  readonly value: string;
  /** Whether it stands in the source as it is: one literal, not put together. */
  readonly isLiteral: boolean;
}

/** Text of which only parts are known: an f-string, a concatenation. */
export interface PartialText extends Placed {
  readonly kind: "partialText";
  /** What must be in it, in this order; the rest is unknown. */
  readonly parts: readonly string[];
  /** Keys of the configuration that it is made from, with the parts; empty when anything else is in it. */
  readonly configurationKeys: readonly string[];
}

export interface NumberValue extends Placed {
  readonly kind: "number";
  readonly value: number | bigint;
  readonly isInteger: boolean;
}

export interface BooleanValue extends Placed {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NoneValue extends Placed {
  readonly kind: "none";
}

export interface BytesValue extends Placed {
  readonly kind: "bytes";
}

/** One element; `isCertain` is false for one that is only there on some ways through the code. */
export interface Element {
  readonly value: Value;
  readonly isCertain: boolean;
}

export interface SequenceValue extends Placed {
  readonly kind: "sequence";
  readonly type: "list" | "tuple" | "set";
  readonly elements: readonly Element[];
  /** Whether there may be elements beyond these. */
  readonly isOpen: boolean;
  /** What those beyond may be: unknown, unless they are all made at one place. */
  readonly rest?: Value | undefined;
}

export interface Entry {
  readonly key: Value;
  /** Where the key is written. */
  readonly keyPlace: Place | undefined;
  readonly value: Value;
  readonly isCertain: boolean;
}

export interface DictValue extends Placed {
  readonly kind: "dict";
  /** The last one of equal keys. */
  readonly entries: readonly Entry[];
  /** Earlier entries of one display that a later one of the same key replaces. */
  readonly overwritten: readonly Entry[];
  /** Whether there may be entries beyond these, or of other values. */
  readonly isOpen: boolean;
}

export interface FunctionValue extends Placed {
  readonly kind: "function";
  readonly definition: FunctionDefinition | Lambda;
  readonly file: string;
  /** The instance or class that a method is bound to. */
  readonly self: Value | undefined;
}

export interface ClassValue extends Placed {
  readonly kind: "class";
  readonly definition: ClassDefinition;
  readonly file: string;
}

export interface InstanceValue extends Placed {
  readonly kind: "instance";
  readonly of: ClassValue;
}

/** A module of the project. */
export interface ModuleValue extends Placed {
  readonly kind: "module";
  readonly file: string;
}

/** Something outside the project, by its full name: `requests.get`, `fivetran_connector_sdk.Operations.upsert`, `builtins.print`. */
export interface ExternalValue extends Placed {
  readonly kind: "external";
  readonly name: string;
}

/** What a call of something outside gives: `requests.get()`; its type is known only where that is certain. */
export interface ResultValue extends Placed {
  readonly kind: "result";
  /** The full name of what was called. */
  readonly of: string;
}

/** The `configuration` that the SDK passes. */
export interface ConfigurationValue extends Placed {
  readonly kind: "configuration";
}

/** The text, or nothing, under a key of the configuration; `key` is undefined for one that is not known. */
export interface ConfigurationText extends Placed {
  readonly kind: "configurationText";
  readonly key: string | undefined;
}

/** The `state` that the SDK passes, and the values in it, which may be any JSON. */
export interface StateValue extends Placed {
  readonly kind: "state";
  /** Whether it is the object itself. */
  readonly isWhole: boolean;
  /** What the code put in it. */
  readonly entries: readonly Entry[];
}

/** One of 2 to 8. */
export interface UnionValue extends Placed {
  readonly kind: "union";
  readonly alternatives: readonly Exclude<Value, UnionValue>[];
}

export interface UnknownValue extends Placed {
  readonly kind: "unknown";
  /** Why, for people who ask why schema() was not understood: "requests.get() answers only when it runs". */
  readonly reason: string;
  /** Keys of the configuration that it is made from, and from nothing else. */
  readonly configurationKeys?: readonly string[];
}

export type Value =
  | TextValue
  | PartialText
  | NumberValue
  | BooleanValue
  | NoneValue
  | BytesValue
  | SequenceValue
  | DictValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | ExternalValue
  | ResultValue
  | ConfigurationValue
  | ConfigurationText
  | StateValue
  | UnionValue
  | UnknownValue;

/** The values it may be: the alternatives of a union, else itself. */
export function alternativesOf(value: Value): readonly Exclude<Value, UnionValue>[] {
  return value.kind === "union" ? value.alternatives : [value];
}

/** Whether every value it may be is of that kind of wrong. An unknown value never is. */
export function isAlways(
  value: Value,
  is: (alternative: Exclude<Value, UnionValue>) => boolean,
): boolean {
  return alternativesOf(value).every(is);
}
