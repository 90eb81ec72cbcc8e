/** From the service's values to those of the language server protocol. */
import type {
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  Location,
  Range,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { diagnosticSource } from "../../src/shared/protocol/languageServer.ts";
import type { Place } from "../evaluation/values.ts";
import type { Span } from "../python/ast.ts";
import type { Severity } from "../rules/codes.ts";
import type { FileEdit, Problem } from "../rules/rule.ts";
import { codes, links } from "../service/index.ts";

/** The texts of a project, with places as the editor counts them. */
export interface ProjectTexts {
  readonly uri: (file: string) => string;
  readonly range: (place: Place) => Range;
  readonly offset: (file: string, position: { line: number; character: number }) => number;
  readonly text: (file: string) => string | undefined;
}

export function projectTexts(
  project: string,
  text: (file: string) => string | undefined,
  uri: (path: string) => string,
): ProjectTexts {
  const documents = new Map<string, TextDocument>();
  const documentOf = (file: string): TextDocument => {
    const known = documents.get(file);
    if (known) return known;
    const made = TextDocument.create("", "", 0, text(file) ?? "");
    documents.set(file, made);
    return made;
  };
  return {
    uri: (file) => uri(`${project}/${file}`),
    range: ({ file, from, to }) => {
      const document = documentOf(file);
      return { start: document.positionAt(from), end: document.positionAt(to) };
    },
    offset: (file, position) => documentOf(file).offsetAt(position),
    text,
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  info: 3,
  hint: 4,
};

const unnecessary: DiagnosticTag = 1;
const deprecated: DiagnosticTag = 2;

export function diagnosticOf(problem: Problem, texts: ProjectTexts): Diagnostic {
  const { code, severity, message, related, isUnnecessary, isDeprecated } = problem;
  const description = codes[code];
  const tags: readonly DiagnosticTag[] = [
    ...(isUnnecessary ? [unnecessary] : []),
    ...(isDeprecated ? [deprecated] : []),
  ];
  return {
    range: texts.range(problem),
    severity: severities[severity ?? description.severity],
    code,
    codeDescription: { href: links[description.link] },
    source: diagnosticSource,
    message,
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(related && {
      relatedInformation: related.map(({ place, message: text }) => ({
        location: locationOf(place, texts),
        message: text,
      })),
    }),
  };
}

export function locationOf(place: Place, texts: ProjectTexts): Location {
  return { uri: texts.uri(place.file), range: texts.range(place) };
}

export function textEditOf(
  file: string,
  { from, to, text }: Span & { readonly text: string },
  texts: ProjectTexts,
): TextEdit {
  return { range: texts.range({ file, from, to }), newText: text };
}

export interface Change {
  readonly edits: readonly FileEdit[];
  readonly creates?: readonly { readonly file: string; readonly text: string }[];
}

/** `isVersioned`: the client takes `documentChanges` and makes files. */
export function workspaceEditOf(
  { edits, creates = [] }: Change,
  texts: ProjectTexts,
  isVersioned: boolean,
): WorkspaceEdit {
  const files = [...new Set(edits.map(({ file }) => file))];
  const ofFile = (file: string): TextEdit[] =>
    edits.filter((edit) => edit.file === file).map((edit) => textEditOf(file, edit, texts));
  if (!isVersioned) {
    return {
      changes: Object.fromEntries(files.map((file) => [texts.uri(file), ofFile(file)])),
    };
  }
  const changeOf = (file: string, own: readonly TextEdit[]): TextDocumentEdit => ({
    textDocument: { uri: texts.uri(file), version: null },
    edits: [...own],
  });
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      ...creates.flatMap(({ file, text }) => [
        { kind: "create" as const, uri: texts.uri(file), options: { ignoreIfExists: true } },
        changeOf(file, [{ range: { start, end: start }, newText: text }]),
      ]),
      ...files.map((file) => changeOf(file, ofFile(file))),
    ],
  };
}
