/** What features answer, as the language server protocol has it. */
import type {
  CompletionItem,
  CompletionItemKind,
  DocumentSymbol,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  Range,
  SignatureInformation,
  SymbolInformation,
  SymbolKind,
} from "vscode-languageserver";
import type {
  CompletionItem as OwnCompletionItem,
  CompletionKind,
  DocumentSymbol as OwnDocumentSymbol,
  InlayHint as OwnInlayHint,
  Signature,
  SymbolKind as OwnSymbolKind,
  Target,
  WorkspaceSymbol as OwnWorkspaceSymbol,
} from "../features/feature.ts";
import type { Span } from "../python/ast.ts";
import { locationOf, textEditOf } from "./convert.ts";
import type { Analysed, Located } from "./session.ts";

/** The numbers are those of the protocol's CompletionItemKind and SymbolKind. */
const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  table: 7,
  column: 5,
  type: 25,
  key: 10,
  function: 3,
  class: 7,
  parameter: 6,
  value: 12,
  snippet: 15,
  package: 9,
  file: 17,
};

const symbolKinds: Readonly<Record<OwnSymbolKind, SymbolKind>> = {
  function: 12,
  class: 5,
  object: 19,
  table: 5,
  column: 8,
  key: 20,
  section: 3,
  package: 4,
  field: 7,
};

/** Of completion items and of symbols. */
const deprecated = 1;
const plainFormat = 1;
const snippetFormat = 2;

export function rangeOf({ texts, file }: Located, { from, to }: Span): Range {
  return texts.range({ file, from, to });
}

export function markdown(value: string): MarkupContent {
  return { kind: "markdown", value };
}

export function completionItemOf(
  { edit, kind, documentation, additionalEdits, ...item }: OwnCompletionItem,
  { file, texts }: Located,
  takesSnippets: boolean | undefined,
): CompletionItem {
  const isSnippet = edit.isSnippet === true && takesSnippets === true;
  const text = edit.isSnippet === true && !isSnippet ? withoutPlaceholders(edit.text) : edit.text;
  return {
    label: item.label,
    kind: completionKinds[kind],
    detail: item.detail,
    sortText: item.sortText,
    filterText: item.filterText,
    preselect: item.isPreselected,
    ...(documentation !== undefined && { documentation: markdown(documentation) }),
    ...(item.isDeprecated && { tags: [deprecated] }),
    insertTextFormat: isSnippet ? snippetFormat : plainFormat,
    textEdit: textEditOf(file, { ...edit, text }, texts),
    additionalTextEdits: additionalEdits?.map((added) => textEditOf(file, added, texts)),
    ...(item.asksAgain && {
      command: { title: "", command: "editor.action.triggerSuggest" },
    }),
  };
}

export function signatureOf({ label, documentation, parameters }: Signature): SignatureInformation {
  return {
    label,
    ...(documentation !== undefined && { documentation: markdown(documentation) }),
    parameters: parameters.map((parameter) => ({
      label: [parameter.from, parameter.to],
      ...(parameter.documentation !== undefined && {
        documentation: markdown(parameter.documentation),
      }),
    })),
  };
}

export function inlayHintOf(hint: OwnInlayHint, located: Located): InlayHint {
  const { file, texts } = located;
  const { offset, label, target, tooltip, edits } = hint;
  return {
    position: rangeOf(located, { from: offset, to: offset }).start,
    label: target ? [{ value: label, location: locationOf(target, texts) }] : label,
    tooltip,
    kind: hint.kind === "type" ? 1 : 2,
    paddingLeft: true,
    textEdits: edits?.map((edit) => textEditOf(file, edit, texts)),
  };
}

export function linkOf(
  { origin, place, whole }: Target,
  located: Located,
  takesLinks: boolean,
): LocationLink | Location {
  const { texts } = located;
  return takesLinks
    ? {
        originSelectionRange: rangeOf(located, origin),
        targetUri: texts.uri(place.file),
        targetSelectionRange: texts.range(place),
        targetRange: texts.range({ ...(whole ?? place), file: place.file }),
      }
    : locationOf(place, texts);
}

export function workspaceSymbolOf(
  { name, kind, container, place }: OwnWorkspaceSymbol,
  { texts }: Analysed,
): SymbolInformation {
  return {
    name,
    kind: symbolKinds[kind],
    containerName: container,
    location: locationOf(place, texts),
  };
}

function withoutPlaceholders(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+(?::([^}]*))?\}|\$\d+/g, (_, name: string | undefined) => name ?? "")
    .replaceAll(/\\([$}\\])/g, "$1");
}

export function symbolOf(symbol: OwnDocumentSymbol, located: Located): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: rangeOf(located, symbol),
    selectionRange: rangeOf(located, symbol.selection),
    children: symbol.children?.map((child) => symbolOf(child, located)),
    ...(symbol.isDeprecated && { tags: [deprecated] }),
  };
}

/** Its letters are in the name, in this order. */
export function isTyped(typed: string, name: string): boolean {
  let at = -1;
  return Array.from(typed).every((letter) => (at = name.indexOf(letter, at + 1)) >= 0);
}
