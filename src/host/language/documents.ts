/** Which documents the language server hears of: Python and the data files of connectors, in folders of any kind. */
import * as vscode from "vscode";

const dataFiles =
  "**/{configuration.json,destination.json,requirements.txt,pyproject.toml,options.toml}";

/** Not `git:` and the like, which are other versions of the same files. */
export function documentSelector(): readonly {
  scheme: string;
  language?: string;
  pattern?: string;
}[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(["file", "vscode-vfs", ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    { scheme, language: "python" },
    { scheme, pattern: dataFiles },
  ]);
}
