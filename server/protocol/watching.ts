/** Follows what happens to texts, files, folders and the workspace. */
import type { FileOperationOptions, WorkspaceFolder } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { pathOf } from "./locations.ts";
import { isProjectFile, type Session } from "./session.ts";

const everything = { filters: [{ pattern: { glob: "**/*" } }] };

/** Folders that are renamed or deleted in the editor: a file watcher tells of none of the files in them. */
export const fileOperations: FileOperationOptions = {
  didCreate: everything,
  didRename: everything,
  didDelete: everything,
};

/** Tells `changed` of every path of which something may be different. */
export function followFiles(
  session: Session,
  changed: (path: string, isEdit: boolean) => void,
): void {
  const { service, spelled } = session;
  /** By path; those of other files are not kept. */
  const documents = new Map<string, TextDocument>();

  const onDisk = (uris: readonly string[]): void => {
    const paths = uris.map(pathOf);
    service.changed(paths);
    for (const path of paths) changed(path, false);
  };

  session.hear("textDocument/didOpen", ({ textDocument }) => {
    const { uri, languageId, version, text } = textDocument;
    const path = pathOf(uri);
    if (!isProjectFile(path)) return;
    spelled.set(path, uri);
    documents.set(path, TextDocument.create(uri, languageId, version, text));
    service.edit(path, text);
    changed(path, true);
  });
  session.hear("textDocument/didChange", ({ textDocument: { uri, version }, contentChanges }) => {
    const path = pathOf(uri);
    const document = documents.get(path);
    if (!document) return;
    const edited = TextDocument.update(document, contentChanges, version);
    documents.set(path, edited);
    service.edit(path, edited.getText());
    changed(path, true);
  });
  session.hear("textDocument/didClose", ({ textDocument: { uri } }) => {
    const path = pathOf(uri);
    if (!documents.delete(path)) return;
    spelled.delete(path);
    service.edit(path, undefined);
    changed(path, false);
  });
  session.hear("workspace/didChangeWatchedFiles", ({ changes }) => {
    onDisk(changes.map(({ uri }) => uri));
  });
  session.hear("workspace/didRenameFiles", ({ files }) => {
    onDisk(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
  });
  for (const method of ["workspace/didCreateFiles", "workspace/didDeleteFiles"] as const) {
    session.hear(method, ({ files }) => {
      onDisk(files.map(({ uri }) => uri));
    });
  }
}

const created = 1;
const deleted = 4;

/** Files of projects; of others only that they come and go, since rules look at what is in a folder. */
export async function watchFiles(session: Session): Promise<void> {
  const { didChangeWatchedFiles } = session.client().capabilities.workspace ?? {};
  if (!didChangeWatchedFiles?.dynamicRegistration) return;
  await register(session, "workspace/didChangeWatchedFiles", {
    watchers: [
      { globPattern: "**/*.py" },
      { globPattern: "**/{configuration,destination}.json" },
      { globPattern: "**/{requirements.txt,pyproject.toml,options.toml,.gitignore,.ftignore}" },
      { globPattern: "**/*", kind: created | deleted },
    ],
  });
}

export async function register(
  { connection }: Session,
  method: string,
  registerOptions: object,
): Promise<void> {
  await connection.sendRequest("client/registerCapability", {
    registrations: [{ id: method, method, registerOptions }],
  });
}

export function followFolders(
  { hear, service }: Session,
  first: readonly WorkspaceFolder[],
  changed: () => void,
): void {
  let folders = first.map(({ uri }) => pathOf(uri));
  service.setWorkspace(folders);
  hear("workspace/didChangeWorkspaceFolders", ({ event: { added, removed } }) => {
    const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
    folders = [
      ...folders.filter((folder) => !gone.has(folder)),
      ...added.map(({ uri }) => pathOf(uri)),
    ];
    service.setWorkspace(folders);
    changed();
  });
}
