/** Reads for the language server what is on no disk: repositories that are open without a copy. */
import * as vscode from "vscode";
import type { UriParameters } from "../../shared/protocol/languageServer.ts";

const mostBytes = 2 ** 20;

export async function readVirtualFile({ uri }: UriParameters): Promise<string | null> {
  try {
    const file = vscode.Uri.parse(uri);
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > mostBytes) {
      return null;
    }
    const bytes = await vscode.workspace.fs.readFile(file);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not there, not allowed, or no text.
    return null;
  }
}

export async function listVirtualFolder({ uri }: UriParameters): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
    return entries.map(([name, type]) => (type & vscode.FileType.Directory ? `${name}/` : name));
  } catch {
    return [];
  }
}
