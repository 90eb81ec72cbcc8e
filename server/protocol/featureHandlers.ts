/** Answers the editor's requests with the features of the table; each is offered when it is there. */
import { LSPErrorCodes, ResponseError, type ServerCapabilities } from "vscode-languageserver";
import { features } from "../service/index.ts";
import { codeActionsAt, fixAllKind } from "./codeActions.ts";
import { locationOf, workspaceEditOf } from "./convert.ts";
import {
  completionItemOf,
  inlayHintOf,
  isTyped,
  linkOf,
  markdown,
  rangeOf,
  signatureOf,
  symbolOf,
  workspaceSymbolOf,
} from "./featureValues.ts";
import type { DocumentRequests, PlaceRequests } from "./methods.ts";
import type { Located, Session } from "./session.ts";
import type { Settings } from "./settings.ts";

export const featureCapabilities: ServerCapabilities = {
  ...(features.completion && {
    completionProvider: { triggerCharacters: ['"', "'", ".", "(", "{", "[", ","] },
  }),
  hoverProvider: features.hover !== undefined,
  ...(features.signatureHelp && {
    signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: ["="] },
  }),
  inlayHintProvider: features.inlayHints !== undefined,
  definitionProvider: features.definition !== undefined,
  referencesProvider: features.references !== undefined,
  documentHighlightProvider: features.references !== undefined,
  ...(features.rename && {
    renameProvider: { prepareProvider: features.prepareRename !== undefined },
  }),
  documentSymbolProvider: features.documentSymbols !== undefined,
  workspaceSymbolProvider: features.workspaceSymbols !== undefined,
  foldingRangeProvider: features.folding !== undefined,
  ...(features.documentLinks && { documentLinkProvider: {} }),
  codeActionProvider: { codeActionKinds: ["quickfix", "refactor", fixAllKind] },
};

export function provideFeatures(session: Session, settings: Settings): void {
  const { service } = session;
  const { workspaceEdit } = session.client().capabilities.workspace ?? {};
  const { textDocument } = session.client().capabilities;
  const { completionItem } = textDocument?.completion ?? {};
  const { linkSupport } = textDocument?.definition ?? {};

  /** The answer about a document; null for one that is of no project. */
  const about = <M extends keyof DocumentRequests>(
    method: M,
    answer: (located: Located, parameters: DocumentRequests[M]) => unknown,
  ): void => {
    session.answer<M, unknown>(method, null, async (parameters, signal) => {
      const located = await session.locate(parameters.textDocument.uri, signal);
      return located && !signal.aborted ? answer(located, parameters) : null;
    });
  };
  /** The same, at a place. */
  const at = <M extends keyof PlaceRequests>(
    method: M,
    answer: (located: Located, offset: number, parameters: PlaceRequests[M]) => unknown,
  ): void => {
    about(method, (located, parameters) =>
      answer(located, located.texts.offset(located.file, parameters.position), parameters),
    );
  };

  const {
    completion,
    hover,
    signatureHelp,
    inlayHints,
    definition,
    references,
    prepareRename,
    rename,
    documentSymbols,
    workspaceSymbols,
    folding,
    documentLinks,
  } = features;

  about("textDocument/codeAction", (located, parameters) =>
    codeActionsAt(session, located, parameters),
  );
  if (completion) {
    at("textDocument/completion", (located, offset) => {
      const { isIncomplete, items } = completion(located.analysis, located.file, offset);
      const takesSnippets = completionItem?.snippetSupport === true;
      return {
        isIncomplete,
        items: items.map((item) => completionItemOf(item, located, takesSnippets)),
      };
    });
  }
  if (hover) {
    at("textDocument/hover", (located, offset) => {
      const found = hover(located.analysis, located.file, offset);
      return found && { contents: markdown(found.markdown), range: rangeOf(located, found) };
    });
  }
  if (signatureHelp) {
    at("textDocument/signatureHelp", (located, offset) => {
      const found = signatureHelp(located.analysis, located.file, offset);
      return found && { ...found, signatures: found.signatures.map(signatureOf) };
    });
  }
  if (inlayHints) {
    about("textDocument/inlayHint", async (located, { range }) => {
      const { project, file, analysis, texts } = located;
      const shown = await settings.ofFeatures(project);
      const span = { from: texts.offset(file, range.start), to: texts.offset(file, range.end) };
      return inlayHints(analysis, file, span, shown).map((hint) => inlayHintOf(hint, located));
    });
  }
  if (definition) {
    at("textDocument/definition", (located, offset) =>
      definition(located.analysis, located.file, offset).map((target) =>
        linkOf(target, located, linkSupport === true),
      ),
    );
  }
  if (references) {
    at("textDocument/references", (located, offset, { context }) =>
      references(located.analysis, located.file, offset)
        .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
        .map((place) => locationOf(place, located.texts)),
    );
    at("textDocument/documentHighlight", (located, offset) =>
      references(located.analysis, located.file, offset)
        .filter(({ file }) => file === located.file)
        .map((place) => ({ range: located.texts.range(place) })),
    );
  }
  if (prepareRename && rename) {
    at("textDocument/prepareRename", (located, offset) => {
      const found = prepareRename(located.analysis, located.file, offset);
      if (!found) return null;
      if ("refused" in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
      return { range: rangeOf(located, found), placeholder: found.placeholder };
    });
    at("textDocument/rename", (located, offset, { newName }) => {
      const found = rename(located.analysis, located.file, offset, newName);
      if ("refused" in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
      const isVersioned = workspaceEdit?.documentChanges === true;
      return workspaceEditOf({ edits: found }, located.texts, isVersioned);
    });
  }
  if (documentSymbols) {
    about("textDocument/documentSymbol", (located) =>
      documentSymbols(located.analysis, located.file).map((symbol) => symbolOf(symbol, located)),
    );
  }
  if (workspaceSymbols) {
    session.answer<"workspace/symbol", unknown>(
      "workspace/symbol",
      null,
      async ({ query }, signal) => {
        const typed = query.toLowerCase();
        const found: unknown[] = [];
        for (const project of await service.projects(signal)) {
          const analysed = await session.analysed(project, signal);
          if (!analysed || signal.aborted) return null;
          for (const symbol of workspaceSymbols(analysed.analysis)) {
            if (isTyped(typed, symbol.name.toLowerCase())) {
              found.push(workspaceSymbolOf(symbol, analysed));
            }
          }
        }
        return found;
      },
    );
  }
  if (folding) {
    about("textDocument/foldingRange", (located) =>
      folding(located.analysis, located.file).map((span) => {
        const { start, end } = rangeOf(located, span);
        return { startLine: start.line, endLine: end.line, kind: span.kind };
      }),
    );
  }
  if (documentLinks) {
    about("textDocument/documentLink", (located) =>
      documentLinks(located.analysis, located.file).map(({ target, tooltip, ...span }) => ({
        range: rangeOf(located, span),
        target: "url" in target ? target.url : located.texts.uri(target.file),
        tooltip,
      })),
    );
  }
}
