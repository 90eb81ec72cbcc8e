/** The connector projects of the workspace: the folders that hold a connector.py. */
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { setContextKey } from "../platform/contextKeys.ts";

export interface Project {
  /** Absolute path of the folder of connector.py. */
  readonly folder: string;
  /** What tells it from the workspace's other projects. */
  readonly name: string;
}

const connectorFile = "connector.py";
const pattern = `{${connectorFile},*/${connectorFile},*/*/${connectorFile},*/*/*/${connectorFile}}`;
const foreign = "**/{.venv,venv,env,node_modules,site-packages,.git,__pycache__}/**";
const mostProjects = 200;

export class Projects implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  #found: readonly Project[] = [];
  #hasVirtual = false;
  #search: Promise<void>;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${connectorFile}`, false, true);
    const searchAgain = () => {
      void this.searchAgain();
    };
    this.#subscriptions.push(
      watcher,
      watcher.onDidCreate(searchAgain),
      watcher.onDidDelete(searchAgain),
      vscode.workspace.onDidChangeWorkspaceFolders(searchAgain),
    );
    this.#search = this.#find();
  }

  /** Those known now; `all` waits for the search. */
  get known(): readonly Project[] {
    return this.#found;
  }

  /** Also those in folders that are on no disk, which can be read but not run. */
  get hasConnectors(): boolean {
    return this.#found.length > 0 || this.#hasVirtual;
  }

  async all(): Promise<readonly Project[]> {
    await this.#search;
    return this.#found;
  }

  /** For changes of our own: word of them from the file system may be late, or never come. */
  async searchAgain(): Promise<void> {
    this.#search = this.#find();
    await this.#search;
  }

  /** The project a file or folder belongs to: the nearest connector.py in or above it, inside the workspace. */
  of(uri: vscode.Uri): Project | undefined {
    const workspaceFolder = vscode.workspace.getWorkspaceFolder(uri);
    if (uri.scheme !== "file" || !workspaceFolder) {
      return undefined;
    }
    const top = workspaceFolder.uri.fsPath;
    for (let folder = uri.fsPath; folder.startsWith(top); folder = path.dirname(folder)) {
      if (existsSync(path.join(folder, connectorFile))) {
        return projectAt(folder);
      }
      if (folder === path.dirname(folder)) {
        break;
      }
    }
    return undefined;
  }

  /** The project of a folder named by the user or kept from earlier; it need not be in the workspace. */
  at(folder: string): Project | undefined {
    const normal = vscode.Uri.file(path.resolve(folder)).fsPath;
    return existsSync(path.join(normal, connectorFile)) ? projectAt(normal) : undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  async #find(): Promise<void> {
    const files = await vscode.workspace.findFiles(pattern, foreign, mostProjects);
    this.#hasVirtual = files.some((file) => file.scheme !== "file");
    this.#found = files
      .filter((file) => file.scheme === "file")
      .map((file) => projectAt(path.dirname(file.fsPath)))
      .sort((one, other) => one.folder.localeCompare(other.folder));
    await setContextKey("projects", this.#found.length === 0 ? "none" : "some");
    this.#changed.fire();
  }
}

function projectAt(folder: string): Project {
  const relative = vscode.workspace.asRelativePath(folder);
  return { folder, name: path.isAbsolute(relative) ? path.basename(folder) : relative };
}
