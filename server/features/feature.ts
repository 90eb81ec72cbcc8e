/**
 * What the editor's features answer, in offsets and paths of the project; server/protocol turns it into the language server protocol.
 * A feature is a pure function of an analysis; `features.ts` is the table of them.
 */
import type { Place } from "../evaluation/values.ts";
import type { Span } from "../python/ast.ts";
import type { FileEdit } from "../rules/rule.ts";
import type { Analysis } from "../service/analysis.ts";

/** What the person wants to see, as far as features ask. */
export interface FeatureSettings {
  /** Types of the last sync beside columns that schema() gives none. */
  readonly showsObservedTypes: boolean;
}

/** Every member is registered with the editor when it is there. `file` is a path in the project, `offset` UTF-16. */
export interface Features {
  readonly completion?: (analysis: Analysis, file: string, offset: number) => Completion;
  readonly hover?: (analysis: Analysis, file: string, offset: number) => Hover | undefined;
  readonly signatureHelp?: (
    analysis: Analysis,
    file: string,
    offset: number,
  ) => SignatureHelp | undefined;
  readonly inlayHints?: (
    analysis: Analysis,
    file: string,
    range: Span,
    settings: FeatureSettings,
  ) => readonly InlayHint[];
  readonly definition?: (analysis: Analysis, file: string, offset: number) => readonly Target[];
  /** Every place of the same table, column or key, in all files, the declaring ones marked. */
  readonly references?: (analysis: Analysis, file: string, offset: number) => readonly Reference[];
  readonly prepareRename?: (
    analysis: Analysis,
    file: string,
    offset: number,
  ) => RenameRange | Refusal | undefined;
  readonly rename?: (
    analysis: Analysis,
    file: string,
    offset: number,
    newName: string,
  ) => readonly FileEdit[] | Refusal;
  readonly documentSymbols?: (analysis: Analysis, file: string) => readonly DocumentSymbol[];
  /** All of them; the protocol filters by what was typed. */
  readonly workspaceSymbols?: (analysis: Analysis) => readonly WorkspaceSymbol[];
  readonly folding?: (analysis: Analysis, file: string) => readonly Folding[];
  readonly documentLinks?: (analysis: Analysis, file: string) => readonly DocumentLink[];
  /** What can be done at a place beside the fixes of problems. */
  readonly codeActions?: (analysis: Analysis, file: string, range: Span) => readonly CodeAction[];
  /** schema() as the last sync suggests it, for a command that shows it as a diff. */
  readonly generateSchema?: (analysis: Analysis) => SchemaProposal | Refusal;
}

export interface SchemaProposal {
  readonly files: readonly GeneratedFile[];
}

/** A file as it would be, and why its new lines say what they say. */
export interface GeneratedFile {
  readonly file: string;
  readonly text: string;
  /** Lines from 0. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
}

/** Why something cannot be done, a sentence that the editor shows. */
export interface Refusal {
  readonly refused: string;
}

export interface Completion {
  readonly items: readonly CompletionItem[];
  /** Whether the editor has to ask again when more is typed. */
  readonly isIncomplete: boolean;
}

export type CompletionKind =
  | "table"
  | "column"
  | "type"
  | "key"
  | "function"
  | "class"
  | "parameter"
  | "value"
  | "snippet"
  | "package"
  | "file";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is put in the place of `from` to `to`; as a snippet it may hold `$1`, `${1:name}`, `$0`. */
  readonly edit: Span & { readonly text: string; readonly isSnippet?: boolean };
  /** An import, an entry elsewhere in the same file. */
  readonly additionalEdits?: readonly (Span & { readonly text: string })[];
  /** Orders items; the label when there is none. */
  readonly sortText?: string;
  readonly filterText?: string;
  readonly isDeprecated?: boolean;
  readonly isPreselected?: boolean;
  /** Asks for completion again once it is inserted. */
  readonly asksAgain?: boolean;
}

export interface Hover extends Span {
  readonly markdown: string;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly activeSignature: number;
  /** Undefined when the cursor is at no parameter. */
  readonly activeParameter: number | undefined;
}

export interface Signature {
  readonly label: string;
  readonly documentation?: string;
  /** Offsets within the label. */
  readonly parameters: readonly (Span & { readonly documentation?: string })[];
}

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
  readonly kind: "type" | "parameter";
  /** What a click on it goes to. */
  readonly target?: Place;
  /** Takes the hint over into the text when it is double-clicked. */
  readonly edits?: readonly (Span & { readonly text: string })[];
}

export interface Target {
  /** What is underlined. */
  readonly origin: Span;
  readonly place: Place;
  /** All of it: the entry that the place is the name of. */
  readonly whole?: Span;
}

export interface Reference extends Place {
  readonly isDeclaration: boolean;
}

export interface RenameRange extends Span {
  /** What stands in the box at first. */
  readonly placeholder: string;
}

export type SymbolKind =
  "function" | "class" | "object" | "table" | "column" | "key" | "section" | "package" | "field";

export interface DocumentSymbol extends Span {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** The name within it. */
  readonly selection: Span;
  readonly children?: readonly DocumentSymbol[];
  readonly isDeprecated?: boolean;
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The table of a column. */
  readonly container?: string;
  readonly place: Place;
}

export interface Folding extends Span {
  readonly kind?: "comment" | "imports" | "region";
}

export interface DocumentLink extends Span {
  readonly target: { readonly url: string } | { readonly file: string };
  readonly tooltip?: string;
}

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "refactor" | "refactor.extract" | "refactor.rewrite" | "source";
  readonly edits: readonly FileEdit[];
  /** Files to make, with their text. */
  readonly creates?: readonly { readonly file: string; readonly text: string }[];
  /** A command of the extension, run after the edits; the project's folder is put before its arguments. */
  readonly command?: { readonly id: string; readonly arguments?: readonly unknown[] };
}
