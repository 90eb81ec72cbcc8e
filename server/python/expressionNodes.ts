/** The expressions of the syntax tree, and the words and places that all its nodes are made of. See ast.ts. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A word that is no expression: a parameter's, a keyword argument's, an attribute's or a function's name. */
export interface Word extends Span {
  readonly text: string;
}

export interface Name extends Span {
  readonly kind: "Name";
  readonly id: string;
}

/** One or more string literals without placeholders, put together. */
export interface Text extends Span {
  readonly kind: "Text";
  /** Undefined for what needs a table we do not have (`\N{…}`). */
  readonly value: string | undefined;
  /** The literals it was written as, quotes and prefixes included. */
  readonly literals: readonly Span[];
}

/** An f-string (or strings, one of which is one): fixed parts as text, the rest as expressions. */
export interface FormattedText extends Span {
  readonly kind: "FormattedText";
  readonly parts: readonly (string | FormattedPart)[];
}

/** `{value!conversion:format}`; formats with placeholders of their own are undefined. */
export interface FormattedPart extends Span {
  readonly value: Expression;
  readonly conversion: "s" | "r" | "a" | undefined;
  readonly format: string | undefined;
}

export interface Bytes extends Span {
  readonly kind: "Bytes";
}

/** `value` is a bigint for an integer beyond what a double holds exactly, NaN for an imaginary number. */
export interface NumberLiteral extends Span {
  readonly kind: "Number";
  readonly value: number | bigint;
  readonly isInteger: boolean;
}

/** `True`, `False`, `None` and `...`. */
export interface Singleton extends Span {
  readonly kind: "Singleton";
  readonly value: true | false | null | "...";
}

export interface Attribute extends Span {
  readonly kind: "Attribute";
  readonly value: Expression;
  readonly attribute: Word;
}

export interface Subscript extends Span {
  readonly kind: "Subscript";
  readonly value: Expression;
  /** A `Tuple` for several, a `Slice` for one. */
  readonly index: Expression;
}

export interface Slice extends Span {
  readonly kind: "Slice";
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}

/** One argument of a call, or a base of a class. */
export interface Argument extends Span {
  /** Of a keyword argument. */
  readonly name: Word | undefined;
  /** 1 for `*value`, 2 for `**value`. */
  readonly stars: 0 | 1 | 2;
  readonly value: Expression;
}

export interface Call extends Span {
  readonly kind: "Call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** Between the parentheses, both left out. */
  readonly inside: Span;
}

/** `items` may hold `Starred`. */
export interface List extends Span {
  readonly kind: "List";
  readonly items: readonly Expression[];
}

export interface Tuple extends Span {
  readonly kind: "Tuple";
  readonly items: readonly Expression[];
}

export interface SetDisplay extends Span {
  readonly kind: "Set";
  readonly items: readonly Expression[];
}

export interface DictItem extends Span {
  /** Undefined for `**value`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface Dict extends Span {
  readonly kind: "Dict";
  readonly items: readonly DictItem[];
}

export interface Starred extends Span {
  readonly kind: "Starred";
  readonly value: Expression;
}

export interface ComprehensionFor {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

/** `key` is there for a dictionary only. */
export interface Comprehension extends Span {
  readonly kind: "Comprehension";
  readonly of: "list" | "set" | "dict" | "generator";
  readonly key: Expression | undefined;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionFor[];
}

export type UnaryOperator = "not" | "-" | "+" | "~";
export type BinaryOperator =
  "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type ComparisonOperator =
  "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

export interface Unary extends Span {
  readonly kind: "Unary";
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export interface Binary extends Span {
  readonly kind: "Binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `and` or `or` of two or more values. */
export interface BooleanOperation extends Span {
  readonly kind: "BooleanOperation";
  readonly operator: "and" | "or";
  readonly values: readonly Expression[];
}

export interface Comparison extends Span {
  readonly kind: "Comparison";
  readonly left: Expression;
  readonly rest: readonly {
    readonly operator: ComparisonOperator;
    readonly value: Expression;
  }[];
}

export interface Conditional extends Span {
  readonly kind: "Conditional";
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface Lambda extends Span {
  readonly kind: "Lambda";
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface Await extends Span {
  readonly kind: "Await";
  readonly value: Expression;
}

/** `yield`, `yield value` and `yield from value`. */
export interface Yield extends Span {
  readonly kind: "Yield";
  readonly value: Expression | undefined;
  readonly isFrom: boolean;
}

/** `name := value`. */
export interface NamedExpression extends Span {
  readonly kind: "NamedExpression";
  readonly target: Name;
  readonly value: Expression;
}

/** Where an expression should stand and none can be read. */
export interface Missing extends Span {
  readonly kind: "Missing";
}

export type Expression =
  | Name
  | Text
  | FormattedText
  | Bytes
  | NumberLiteral
  | Singleton
  | Attribute
  | Subscript
  | Slice
  | Call
  | List
  | Tuple
  | SetDisplay
  | Dict
  | Starred
  | Comprehension
  | Unary
  | Binary
  | BooleanOperation
  | Comparison
  | Conditional
  | Lambda
  | Await
  | Yield
  | NamedExpression
  | Missing;

export interface Parameter extends Span {
  readonly name: Word;
  /** 1 for `*name`, 2 for `**name`. */
  readonly stars: 0 | 1 | 2;
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
  /** `positional` before a `/`, `keyword` after a `*` or `*name`. */
  readonly only: "positional" | "keyword" | undefined;
}
