/** The extension's settings, read where they are used so that a change counts at once. */
import * as vscode from "vscode";
import type { Naming } from "../../shared/model/sync.ts";

const section = "connectorWorkbench";

export interface Settings {
  /** Empty when the user has chosen no interpreter. */
  readonly python: string;
  readonly naming: Naming;
}

export function readSettings(folder: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration(section, folder);
  return {
    python: withWorkspaceFolder(configuration.get<string>("python", ""), folder),
    naming: parseNaming(configuration.get("naming")),
  };
}

/** Anything but SOURCE is the default. */
export function parseNaming(value: unknown): Naming {
  return value === "SOURCE" ? "SOURCE" : "FIVETRAN";
}

export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) {
      listener();
    }
  });
}

/** VS Code leaves variables in settings alone, but people write this one in paths of interpreters. */
function withWorkspaceFolder(value: string, uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder ? value.replaceAll("${workspaceFolder}", folder.uri.fsPath) : value;
}
