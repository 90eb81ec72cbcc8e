/** One language client with its server process. Loaded when there is a connector, since the client's library is large. */
import path from "node:path";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { requests, type LanguageServerOptions } from "../../shared/protocol/languageServer.ts";
import { documentSelector } from "./documents.ts";
import { listVirtualFolder, readVirtualFile } from "./virtualFiles.ts";

export interface ServerClientOptions {
  /** Where `server.cjs` is. */
  readonly dist: string;
  readonly options: LanguageServerOptions;
  readonly output: vscode.LogOutputChannel;
  /** The server has ended by itself. */
  readonly onEnd: () => void;
}

export interface ServerClient {
  start(): Promise<void>;
  stop(): Promise<void>;
  notify(method: string, parameters: unknown): Promise<void>;
  request<T>(method: string, parameters: unknown): Promise<T>;
}

export function createServerClient({
  dist,
  options,
  output,
  onEnd,
}: ServerClientOptions): ServerClient {
  const module = path.join(dist, "server.cjs");
  const collections: vscode.DiagnosticCollection[] = [];
  const clientOptions: LanguageClientOptions = {
    documentSelector: [...documentSelector()],
    initializationOptions: options,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    progressOnInitialization: false,
    diagnosticPullOptions: { onChange: true, onTabs: true },
    // A client whose server has died does not always take back what it has shown.
    diagnosticCollectionProvider: {
      create(name) {
        const collection = vscode.languages.createDiagnosticCollection(name);
        collections.push(collection);
        return collection;
      },
      dispose(collection) {
        collection.dispose();
      },
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // The client's own restart gives up when the server ends again while it starts.
      closed: () => {
        onEnd();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    // Failing requests are logged; a message box for each would be in the way.
    initializationFailedHandler: () => false,
  };
  const client = new LanguageClient(
    "connectorWorkbench.languageServer",
    vscode.l10n.t("Connector Checks"),
    { module, transport: TransportKind.ipc },
    clientOptions,
  );
  client.onRequest(requests.read, readVirtualFile);
  client.onRequest(requests.list, listVirtualFolder);
  return {
    start: () => client.start(),
    async stop() {
      try {
        if (client.needsStop()) {
          await client.stop();
        }
        await client.dispose();
      } finally {
        vscode.Disposable.from(...collections).dispose();
      }
    },
    notify: (method, parameters) => client.sendNotification(method, parameters),
    request: <T>(method: string, parameters: unknown) => client.sendRequest<T>(method, parameters),
  };
}
