/**
 * Python's syntax tree as the rest of the server sees it: names follow CPython's `ast`, places are UTF-16 offsets of the text.
 * A node covers what CPython's covers, so that the two can be compared; what could not be read is `Missing` or `Unreadable`.
 */
import type {
  Span,
  Word,
  Argument,
  BinaryOperator,
  Expression,
  Parameter,
} from "./expressionNodes.ts";

export type {
  Span,
  Word,
  Name,
  Text,
  FormattedText,
  FormattedPart,
  Bytes,
  Attribute,
  Subscript,
  Slice,
  Argument,
  Call,
  List,
  Tuple,
  SetDisplay,
  DictItem,
  Dict,
  ComprehensionFor,
  Comprehension,
  UnaryOperator,
  BinaryOperator,
  ComparisonOperator,
  Binary,
  Comparison,
  Conditional,
  Lambda,
  Yield,
  Expression,
  Parameter,
} from "./expressionNodes.ts";

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
