/**
 * Values while code is evaluated. They are those of values.ts, but lists, dictionaries, instances and variables are cells that writing
 * changes in place, so that every name of an object sees it.
 */
import type { ClassDefinition, FunctionDefinition, Lambda } from "../python/ast.ts";
import type { Cell } from "./heap.ts";
import type {
  BooleanValue,
  BytesValue,
  ConfigurationText,
  ExternalValue,
  NoneValue,
  NumberValue,
  PartialText,
  Place,
  ResultValue,
  StateValue,
  TextValue,
  UnknownValue,
} from "./values.ts";

export type Variable = Cell<Live | undefined>;

export interface Scope {
  readonly kind: "module" | "function" | "class";
  readonly file: string;
  readonly parent: Scope | undefined;
  readonly variables: Map<string, Variable>;
  /** The names that belong to it; undefined for all that are asked for. */
  readonly locals: ReadonlySet<string> | undefined;
  /** Names that `global` and `nonlocal` give to another scope. */
  readonly outside: ReadonlyMap<string, "global" | "nonlocal"> | undefined;
}

export interface LiveElement {
  readonly value: Live;
  readonly isCertain: boolean;
}

export interface SequenceContent {
  readonly elements: readonly LiveElement[];
  /** What elements beyond these may be; undefined when there are none. */
  readonly rest: Live | undefined;
}

/** An `iterator` gives its elements once; a `view` is what `range()` and `dict.keys()` give. */
export interface LiveSequence extends Cell<SequenceContent> {
  readonly kind: "sequence";
  readonly type: "list" | "tuple" | "set" | "iterator" | "view";
  readonly place: Place | undefined;
}

export interface LiveEntry {
  readonly key: Live;
  readonly keyPlace: Place | undefined;
  readonly value: Live;
  readonly isCertain: boolean;
}

export interface DictContent {
  readonly entries: readonly LiveEntry[];
  readonly overwritten: readonly LiveEntry[];
  readonly isOpen: boolean;
}

export interface LiveDict extends Cell<DictContent> {
  readonly kind: "dict";
  readonly place: Place | undefined;
  /** Who filled it: what is not among the entries of the configuration is text, of the state is any JSON. */
  readonly origin: "code" | "configuration" | "state";
}

export interface LiveFunction {
  readonly kind: "function";
  readonly place: Place | undefined;
  readonly definition: FunctionDefinition | Lambda;
  readonly file: string;
  readonly scope: Scope;
  readonly defaults: ReadonlyMap<string, Live>;
  readonly self: Live | undefined;
  /** The class it was defined in, for `super()`. */
  readonly owner: LiveClass | undefined;
  readonly how: "function" | "property" | "static" | "class" | "contextManager";
}

export interface LiveClass {
  readonly kind: "class";
  readonly place: Place | undefined;
  readonly definition: ClassDefinition;
  readonly file: string;
  readonly scope: Scope;
  readonly bases: readonly Live[];
  readonly isDataclass: boolean;
}

export interface LiveInstance {
  readonly kind: "instance";
  readonly place: Place | undefined;
  readonly of: LiveClass;
  readonly attributes: Map<string, Variable>;
  /** Holds `unknown` when it may have attributes and values that are not in `attributes`. */
  readonly others: Variable;
}

export interface LiveModule {
  readonly kind: "module";
  readonly place: Place | undefined;
  readonly file: string;
  readonly scope: Scope;
}

/** A method of a built-in type, bound: `tables.append`. */
export interface LiveMethod {
  readonly kind: "method";
  readonly place: Place | undefined;
  readonly receiver: Single;
  readonly name: string;
}

/** Anything, but when it is one of these objects then what is done with it is done to them. */
export interface LiveUnknown extends UnknownValue {
  readonly objects: readonly Single[];
  readonly configurationKeys: readonly string[];
}

export interface LiveUnion {
  readonly kind: "union";
  readonly place: Place | undefined;
  readonly alternatives: readonly Single[];
}

/** Anything but a union. */
export type Single =
  | TextValue
  | PartialText
  | NumberValue
  | BooleanValue
  | NoneValue
  | BytesValue
  | LiveSequence
  | LiveDict
  | LiveFunction
  | LiveClass
  | LiveInstance
  | LiveModule
  | LiveMethod
  | ExternalValue
  | ResultValue
  | ConfigurationText
  | StateValue
  | LiveUnknown;

export type Live = Single | LiveUnion;

export function singlesOf(value: Live): readonly Single[] {
  return value.kind === "union" ? value.alternatives : [value];
}
