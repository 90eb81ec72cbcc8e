// Shows a folder in an editor with the extension of this repository loaded.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { cacheFolder } from "../bootstrap/cacheFolder.mjs";
import { serveEditor } from "../editor/servedEditor.ts";

export interface OpenEditor {
  /** What a person should know or do now. */
  readonly message: string;
  readonly close: () => Promise<void>;
}

/** The desktop VS Code where its `code` command is on PATH, else VS Code from npm in the browser. */
export async function openEditor(repository: string, workspace: string): Promise<OpenEditor> {
  return (
    openDesktopEditor(repository, workspace) ?? (await openServedEditor(repository, workspace))
  );
}

function openDesktopEditor(repository: string, workspace: string): OpenEditor | undefined {
  const isWindows = process.platform === "win32";
  // Through the shell on Windows, where `code` is a batch file; hence the quotes.
  const quote = (text: string): string => (isWindows ? `"${text}"` : text);
  const options = { shell: isWindows, stdio: "ignore" } as const;
  if (spawnSync("code", ["--version"], options).status !== 0) {
    return undefined;
  }
  const development = quote(`--extensionDevelopmentPath=${repository}`);
  spawn("code", ["--new-window", development, quote(workspace)], options).unref();
  return {
    message: "VS Code opens in a window of its own.",
    close: () => Promise.resolve(),
  };
}

async function openServedEditor(repository: string, workspace: string): Promise<OpenEditor> {
  console.log(
    "There is no `code` command on PATH, so VS Code comes from npm and runs in a browser.",
  );
  const server = await serveEditor({
    workspace,
    extension: repository,
    dataFolder: path.join(cacheFolder(), "sample", "editor"),
  });
  return {
    message: `Open this address in a browser:\n\n  ${server.url}\n`,
    close: server.close,
  };
}
