/** The extension's settings, read where they are used so that a change counts at once. */
import * as vscode from "vscode";
import { defaultBudgetBytes, type Naming } from "../../shared/model/sync.ts";

const section = "connectorWorkbench";

export interface Settings {
  /** Empty when the user has chosen no interpreter. */
  readonly python: string;
  readonly naming: Naming;
  /** When schema() may be run for the language server. */
  readonly evaluateSchema: "onRequest" | "onSave" | "off";
  /** Codes that are not shown, of findings and of what the language server says. */
  readonly ignoredFindings: readonly string[];
  /** The most that a project's tables may hold. */
  readonly databaseBytes: number;
  /** For the estimate of monthly active rows. */
  readonly syncsPerDay: number;
}

export const bytesPerMebibyte = 2 ** 20;
const defaultSyncsPerDay = 4;

export function readSettings(folder: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration(section, folder);
  return {
    python: withWorkspaceFolder(configuration.get<string>("python", ""), folder),
    naming: parseNaming(configuration.get("naming")),
    evaluateSchema: parseEvaluation(configuration.get("evaluateSchema")),
    ignoredFindings: parseTexts(configuration.get("findings.ignore")),
    databaseBytes:
      positive(
        configuration.get("destination.memoryBudget"),
        defaultBudgetBytes / bytesPerMebibyte,
      ) * bytesPerMebibyte,
    syncsPerDay: positive(configuration.get("activeRows.syncsPerDay"), defaultSyncsPerDay),
  };
}

export function isLanguageServerEnabled(): boolean {
  return vscode.workspace.getConfiguration(section).get("languageServer.enabled") !== false;
}

function parseEvaluation(value: unknown): Settings["evaluateSchema"] {
  return value === "onSave" || value === "off" ? value : "onRequest";
}

/** Anything but SOURCE is the default. */
export function parseNaming(value: unknown): Naming {
  return value === "SOURCE" ? "SOURCE" : "FIVETRAN";
}

/** Turns a code off; for the folder's part of the workspace, which may be all of it. */
export async function ignoreFinding(code: string, folder: vscode.Uri): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section, folder);
  const ignored = parseTexts(configuration.get("findings.ignore"));
  const inFolder = configuration.inspect("findings.ignore")?.workspaceFolderValue !== undefined;
  const { Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  await configuration.update(
    "findings.ignore",
    [...new Set([...ignored, code])].sort(),
    inFolder ? WorkspaceFolder : Workspace,
  );
}

export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) {
      listener();
    }
  });
}

function parseTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === "number" && value > 0 ? value : otherwise;
}

/** VS Code leaves variables in settings alone, but people write this one in paths of interpreters. */
function withWorkspaceFolder(value: string, uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder ? value.replaceAll("${workspaceFolder}", folder.uri.fsPath) : value;
}
