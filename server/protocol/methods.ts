/** What the editor sends: parameters by method. */
import type {
  CodeActionParams,
  CreateFilesParams,
  DeleteFilesParams,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentLinkParams,
  DocumentSymbolParams,
  FoldingRangeParams,
  InlayHintParams,
  ReferenceParams,
  RenameFilesParams,
  RenameParams,
  TextDocumentPositionParams,
  WorkspaceDiagnosticParams,
  WorkspaceSymbolParams,
} from "vscode-languageserver";
import type {
  notifications,
  requests,
  UriParameters,
} from "../../src/shared/protocol/languageServer.ts";

/** Requests at a place. */
export interface PlaceRequests {
  readonly "textDocument/completion": TextDocumentPositionParams;
  readonly "textDocument/hover": TextDocumentPositionParams;
  readonly "textDocument/signatureHelp": TextDocumentPositionParams;
  readonly "textDocument/definition": TextDocumentPositionParams;
  readonly "textDocument/references": ReferenceParams;
  readonly "textDocument/documentHighlight": TextDocumentPositionParams;
  readonly "textDocument/prepareRename": TextDocumentPositionParams;
  readonly "textDocument/rename": RenameParams;
}

/** Requests about a document. */
export interface DocumentRequests extends PlaceRequests {
  readonly "textDocument/codeAction": CodeActionParams;
  readonly "textDocument/inlayHint": InlayHintParams;
  readonly "textDocument/documentSymbol": DocumentSymbolParams;
  readonly "textDocument/foldingRange": FoldingRangeParams;
  readonly "textDocument/documentLink": DocumentLinkParams;
}

export interface Requests extends DocumentRequests {
  readonly "textDocument/diagnostic": DocumentDiagnosticParams;
  readonly "workspace/diagnostic": WorkspaceDiagnosticParams;
  readonly "workspace/symbol": WorkspaceSymbolParams;
  readonly [requests.schema]: UriParameters;
  readonly [requests.generateSchema]: UriParameters;
  readonly [requests.dataSchema]: UriParameters;
}

export interface Notifications {
  readonly "textDocument/didOpen": DidOpenTextDocumentParams;
  readonly "textDocument/didChange": DidChangeTextDocumentParams;
  readonly "textDocument/didClose": DidCloseTextDocumentParams;
  readonly "workspace/didChangeWatchedFiles": DidChangeWatchedFilesParams;
  readonly "workspace/didCreateFiles": CreateFilesParams;
  readonly "workspace/didRenameFiles": RenameFilesParams;
  readonly "workspace/didDeleteFiles": DeleteFilesParams;
  readonly "workspace/didChangeWorkspaceFolders": DidChangeWorkspaceFoldersParams;
  readonly "workspace/didChangeConfiguration": DidChangeConfigurationParams;
  readonly [notifications.project]: unknown;
  readonly [notifications.options]: unknown;
}
