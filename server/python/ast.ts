/**
 * Python's syntax tree as the rest of the server sees it: names follow CPython's `ast`, places are UTF-16 offsets of the text.
 * A node covers what CPython's covers, so that the two can be compared; what could not be read is `Missing` or `Unreadable`.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A word that is no expression: a parameter's, a keyword argument's, an attribute's or a function's name. */
export interface Word extends Span {
  readonly text: string;
}

// Expressions

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

// Statements

export interface Parameter extends Span {
  readonly name: Word;
  /** 1 for `*name`, 2 for `**name`. */
  readonly stars: 0 | 1 | 2;
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
  /** `positional` before a `/`, `keyword` after a `*` or `*name`. */
  readonly only: "positional" | "keyword" | undefined;
}

export interface FunctionDefinition extends Span {
  readonly kind: "FunctionDefinition";
  readonly name: Word;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | undefined;
  readonly decorators: readonly Expression[];
  readonly isAsync: boolean;
  readonly body: readonly Statement[];
  /** Between the parentheses of the parameters, both left out. */
  readonly inside: Span;
}

export interface ClassDefinition extends Span {
  readonly kind: "ClassDefinition";
  readonly name: Word;
  readonly bases: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface Return extends Span {
  readonly kind: "Return";
  readonly value: Expression | undefined;
}

export interface Assignment extends Span {
  readonly kind: "Assignment";
  /** `a = b = value` has two. */
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface AugmentedAssignment extends Span {
  readonly kind: "AugmentedAssignment";
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}

export interface AnnotatedAssignment extends Span {
  readonly kind: "AnnotatedAssignment";
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}

export interface For extends Span {
  readonly kind: "For";
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly isAsync: boolean;
}

export interface While extends Span {
  readonly kind: "While";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** An `elif` is an `If` alone in `otherwise`, as in CPython. */
export interface If extends Span {
  readonly kind: "If";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface With extends Span {
  readonly kind: "With";
  readonly items: readonly {
    readonly value: Expression;
    readonly target: Expression | undefined;
  }[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
}

export interface ExceptHandler extends Span {
  /** Undefined for a bare `except:`. */
  readonly type: Expression | undefined;
  readonly name: Word | undefined;
  readonly body: readonly Statement[];
}

export interface Try extends Span {
  readonly kind: "Try";
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly otherwise: readonly Statement[];
  readonly finally: readonly Statement[];
}

export interface MatchCase extends Span {
  /** Names that the pattern binds; what a pattern tests is not kept. */
  readonly binds: readonly Word[];
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}

export interface Match extends Span {
  readonly kind: "Match";
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

export interface Raise extends Span {
  readonly kind: "Raise";
  readonly value: Expression | undefined;
  readonly cause: Expression | undefined;
}

export interface Assert extends Span {
  readonly kind: "Assert";
  readonly test: Expression;
  readonly message: Expression | undefined;
}

export interface ImportedName extends Span {
  /** Dotted for `import a.b`; `*` for all. */
  readonly name: Word;
  readonly alias: Word | undefined;
}

export interface Import extends Span {
  readonly kind: "Import";
  readonly names: readonly ImportedName[];
}

export interface ImportFrom extends Span {
  readonly kind: "ImportFrom";
  /** Without the leading dots; undefined for `from . import a`. */
  readonly module: Word | undefined;
  /** The number of leading dots. */
  readonly level: number;
  readonly names: readonly ImportedName[];
}

/** `global` or `nonlocal`. */
export interface ScopeDeclaration extends Span {
  readonly kind: "ScopeDeclaration";
  readonly scope: "global" | "nonlocal";
  readonly names: readonly Word[];
}

export interface Delete extends Span {
  readonly kind: "Delete";
  readonly targets: readonly Expression[];
}

export interface ExpressionStatement extends Span {
  readonly kind: "ExpressionStatement";
  readonly value: Expression;
}

export interface Flow extends Span {
  readonly kind: "Pass" | "Break" | "Continue";
}

/** `type Name = value`. */
export interface TypeAlias extends Span {
  readonly kind: "TypeAlias";
  readonly name: Word;
  readonly value: Expression;
}

/** A statement of which nothing could be read. */
export interface Unreadable extends Span {
  readonly kind: "Unreadable";
}

export type Statement =
  | FunctionDefinition
  | ClassDefinition
  | Return
  | Assignment
  | AugmentedAssignment
  | AnnotatedAssignment
  | For
  | While
  | If
  | With
  | Try
  | Match
  | Raise
  | Assert
  | Import
  | ImportFrom
  | ScopeDeclaration
  | Delete
  | ExpressionStatement
  | Flow
  | TypeAlias
  | Unreadable;

export type Node = Expression | Statement;

// Files

export interface Comment extends Span {
  /** Without the `#` and the blanks around. */
  readonly text: string;
}

export interface SyntaxProblem extends Span {
  readonly message: string;
}

/** A file that was read, whatever it holds: reading never fails. */
export interface PythonModule {
  readonly text: string;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  /**
   * The surroundings of the problems (smallest enclosing bracket, call or statement, and the line): what is read there may not be
   * what was meant, so nothing else is said about it.
   */
  readonly damaged: readonly Span[];
}
