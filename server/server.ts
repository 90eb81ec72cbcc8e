/** The language server: answers an editor's requests with the language service. */
import type {
  Connection,
  InitializeResult,
  ServerCapabilities,
  WorkspaceFolder,
} from "vscode-languageserver";
import { requests } from "../src/shared/protocol/languageServer.ts";
import { provideDiagnostics } from "./protocol/diagnostics.ts";
import { featureCapabilities, provideFeatures } from "./protocol/featureHandlers.ts";
import { diskPathOf, uriOf } from "./protocol/locations.ts";
import { connectionOf } from "./protocol/connection.ts";
import { answerSchemaRequests } from "./protocol/schemaRequests.ts";
import { createSession, type Client, type Session } from "./protocol/session.ts";
import { createSettings, followSettings, optionsFrom, watchSettings } from "./protocol/settings.ts";
import { fileOperations, followFiles, followFolders, watchFiles } from "./protocol/watching.ts";
import { createLanguageService } from "./service/index.ts";

/** The machine that the server runs on; paths are those of its disk. */
export interface Runtime {
  /** Undefined when there is no such file, it is no text or it is too large. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** The names in a folder, those of folders with `/` at their end; none when there is no such folder. */
  readonly list: (path: string) => Promise<readonly string[]>;
}

const incrementalSync = 2;

/** The library ends the process with its editor. */
export function startServer(library: Connection, runtime: Runtime): void {
  const connection = connectionOf(library);
  let client: Client = { capabilities: {}, options: {} };
  const settings = createSettings(() => session);
  const service = createLanguageService({
    read: (file) => {
      const path = diskPathOf(file);
      return path === undefined
        ? askClient<string | undefined>(requests.read, file, undefined)
        : runtime.read(path);
    },
    list: (folder) => {
      const path = diskPathOf(folder);
      return path === undefined ? askClient(requests.list, folder, []) : runtime.list(path);
    },
    settings: settings.ofProject,
    log: (message, error) => {
      session.log(message, error);
    },
  });
  const session = createSession(connection, service, () => client);

  async function askClient<T>(request: string, path: string, otherwise: T): Promise<T> {
    if (client.options.readsFiles !== true) return otherwise;
    return session.attempt(request, otherwise, async () => {
      const answer = await connection.sendRequest(request, { uri: uriOf(path) });
      return (answer ?? otherwise) as T;
    });
  }

  library.onInitialize((initialize): InitializeResult => {
    const { capabilities, workspaceFolders } = initialize;
    client = { capabilities, options: optionsFrom(initialize.initializationOptions) };
    begin(workspaceFolders ?? []);
    return { serverInfo: { name: "Connector Workbench" }, capabilities: capabilitiesOf(session) };
  });
  library.onInitialized(() => {
    void session.attempt("Registering", undefined, async () => {
      await Promise.all([watchSettings(session), watchFiles(session)]);
    });
  });
  library.listen();

  function begin(folders: readonly WorkspaceFolder[]): void {
    const { changed } = provideDiagnostics(session);
    followFolders(session, folders, () => {
      changed(undefined);
    });
    followFiles(session, (path, isEdit) => {
      void session.attempt("Following a file", undefined, async () => {
        const project = await service.projectOf(path);
        if (project !== undefined || !isEdit) changed(project, isEdit ? path : undefined);
      });
    });
    const setOptions = (options: Client["options"]): void => {
      client = { ...client, options };
    };
    followSettings(session, settings, setOptions, changed);
    provideFeatures(session, settings);
    answerSchemaRequests(session);
  }
}

function capabilitiesOf(session: Session): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: incrementalSync },
    ...(session.pulls() && {
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations,
    },
    ...featureCapabilities,
  };
}
