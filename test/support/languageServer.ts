/** Speaks with the language server as an editor does: a process of its own, over its standard input and output. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type {
  ClientCapabilities,
  Diagnostic,
  FullDocumentDiagnosticReport,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
  WorkspaceEdit,
} from "vscode-languageserver";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Texts } from "./analysis.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const bundledServer = path.join(repository, "dist", "server.cjs");

export interface ServerOptions {
  /** Folders of the workspace, in the order of `folders`; one by default. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly options?: object;
  /** Answers `workspace/configuration`. */
  readonly settings?: () => unknown;
}

export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {}, codeAction: {} },
  workspace: {
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

export interface Server {
  readonly connection: MessageConnection;
  readonly child: ChildProcess;
  readonly capabilities: InitializeResult["capabilities"];
  /** What the server logged; empty when all went well. */
  readonly logged: readonly string[];
  readonly registered: readonly string[];
  readonly published: PublishDiagnosticsParams[];
  readonly refreshes: () => number;
  open: (file: string, text: string, languageId?: string) => void;
  /** Replaces `text`, which has to be there once, or all of the document. */
  change: (file: string, text: string, by?: string) => void;
  edit: (file: string, changes: TextDocumentContentChangeEvent[]) => void;
  close: (file: string) => void;
  textOf: (file: string) => string;
  position: (file: string, mark: string) => Position;
  /** `line:code` of the file's problems, lines from 1. */
  pull: (file: string) => Promise<readonly string[]>;
  diagnostics: (file: string) => Promise<readonly Diagnostic[]>;
  request: <T>(method: string, parameters?: unknown) => Promise<T>;
  notify: (method: string, parameters?: unknown) => void;
  /** Waits for diagnostics that `isIt`, from now on. */
  nextPublished: (
    isIt: (parameters: PublishDiagnosticsParams) => boolean,
  ) => Promise<PublishDiagnosticsParams>;
  apply: (edit: WorkspaceEdit) => void;
  /** Resolves with the exit code. */
  stop: () => Promise<number | null>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** A folder with projects in it, one test long. */
export interface Workspace extends Disposable {
  readonly folder: string;
  write: (files: Texts) => void;
  file: (name: string) => string;
}

export function makeWorkspace(files: Texts = {}): Workspace {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "workbench-server-")));
  const workspace: Workspace = {
    folder,
    write(texts) {
      for (const [name, text] of Object.entries(texts)) {
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
    file: (name) => path.join(folder, name),
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
  workspace.write(files);
  return workspace;
}

export function uriOfFile(file: string): string {
  return pathToFileURL(file).toString();
}

export async function startServer(
  folder: string,
  {
    folders = [folder],
    capabilities = pulling,
    options = {},
    settings = () => ({}),
  }: ServerOptions = {},
): Promise<Server> {
  const child = spawn(process.execPath, [bundledServer, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  const reader = new StreamMessageReader(child.stdout);
  // It would wait for the rest of a message for ever, also of a server that was killed.
  reader.partialMessageTimeout = 0;
  const connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
  const logged: string[] = [];
  const registered: string[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const watchers = new Set<(parameters: PublishDiagnosticsParams) => void>();
  const documents = new Map<string, TextDocument>();
  let refreshes = 0;
  connection.onNotification("window/logMessage", (parameters: unknown) => {
    logged.push((parameters as { message: string }).message);
  });
  connection.onNotification("textDocument/publishDiagnostics", (parameters: unknown) => {
    const news = parameters as PublishDiagnosticsParams;
    published.push(news);
    for (const watch of watchers) watch(news);
  });
  connection.onRequest("client/registerCapability", (parameters: unknown) => {
    const { registrations } = parameters as { registrations: { method: string }[] };
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  connection.onRequest("workspace/configuration", (parameters: unknown) =>
    (parameters as { items: unknown[] }).items.map(settings),
  );
  connection.onRequest("workspace/diagnostic/refresh", () => {
    refreshes += 1;
    return null;
  });
  connection.listen();

  const { capabilities: provided } = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions: options,
    workspaceFolders: folders.map((each) => ({ uri: uriOfFile(each), name: each })),
  });
  void connection.sendNotification("initialized", {});

  const fullPath = (file: string): string => path.resolve(folder, file);
  const identify = (file: string) => ({ textDocument: { uri: uriOfFile(fullPath(file)) } });
  const documentOf = (file: string): TextDocument => {
    const document = documents.get(fullPath(file));
    assert.ok(document, `${file} is not open`);
    return document;
  };
  const server: Server = {
    connection,
    child,
    capabilities: provided,
    logged,
    registered,
    published,
    refreshes: () => refreshes,
    open(file, text, languageId = file.endsWith(".py") ? "python" : "plaintext") {
      const document = TextDocument.create(uriOfFile(fullPath(file)), languageId, 1, text);
      documents.set(fullPath(file), document);
      const { uri, version } = document;
      void connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version, text },
      });
    },
    change(file, text, by) {
      const document = documentOf(file);
      if (by === undefined) {
        server.edit(file, [{ text }]);
        return;
      }
      const at = document.getText().indexOf(text);
      assert.ok(at >= 0, `${text} is not in ${file}`);
      const range = {
        start: document.positionAt(at),
        end: document.positionAt(at + text.length),
      };
      server.edit(file, [{ range, text: by }]);
    },
    edit(file, changes) {
      const document = documentOf(file);
      const edited = TextDocument.update(document, changes, document.version + 1);
      documents.set(fullPath(file), edited);
      void connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: edited.uri, version: edited.version },
        contentChanges: changes,
      });
    },
    close(file) {
      documents.delete(fullPath(file));
      void connection.sendNotification("textDocument/didClose", identify(file));
    },
    textOf: (file) => documentOf(file).getText(),
    position(file, mark) {
      const document = documentOf(file);
      const at = document.getText().indexOf(mark);
      assert.ok(at >= 0, `${mark} is not in ${file}`);
      return document.positionAt(at);
    },
    async pull(file) {
      const items = await server.diagnostics(file);
      return items.map(({ range, code }) => `${range.start.line + 1}:${String(code)}`);
    },
    async diagnostics(file) {
      const report = await server.request<FullDocumentDiagnosticReport>(
        "textDocument/diagnostic",
        identify(file),
      );
      return report.items;
    },
    request: async <T>(method: string, parameters?: unknown) =>
      (await connection.sendRequest(method, parameters)) as T,
    notify(method, parameters) {
      void connection.sendNotification(method, parameters);
    },
    nextPublished(isIt) {
      return new Promise((resolve) => {
        const watch = (parameters: PublishDiagnosticsParams): void => {
          if (isIt(parameters)) {
            watchers.delete(watch);
            resolve(parameters);
          }
        };
        watchers.add(watch);
      });
    },
    apply(edit) {
      for (const change of edit.documentChanges ?? []) {
        if (!("edits" in change)) continue;
        const document = [...documents.values()].find(({ uri }) => uri === change.textDocument.uri);
        assert.ok(document, `${change.textDocument.uri} is not open`);
        const edits = change.edits.flatMap((each) =>
          "newText" in each ? [{ range: each.range, newText: each.newText }] : [],
        );
        const file = [...documents].find(([, each]) => each === document)?.[0] ?? "";
        server.change(file, TextDocument.applyEdits(document, edits));
      }
    },
    async stop() {
      await connection.sendRequest("shutdown");
      void connection.sendNotification("exit");
      return ended;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill();
        await ended;
      }
    },
  };
  return server;
}
