/** Which folders are connector projects, and which folders no project's files are in. */
import type { Files } from "./files.ts";
import { parentOf } from "./ports.ts";

const environments = new Set(["venv", "env", "node_modules", "site-packages", "__pycache__"]);
/** How far above a file its connector.py is looked for, outside of the workspace. */
const mostLevels = 4;
/** How far below a workspace's folder projects are looked for; as far as the editor activates the extension. */
const mostDepth = 3;
const mostFolders = 5000;

/** Virtual environments and hidden folders. */
export function isForeign(folder: string): boolean {
  return folder.startsWith(".") || environments.has(folder);
}

/** The name of connector.py among those of a folder, perhaps in another case. */
export function connectorIn(names: readonly string[]): string | undefined {
  return names.includes("connector.py")
    ? "connector.py"
    : names.find((name) => name.toLowerCase() === "connector.py");
}

/** The nearest folder with a connector.py at or above the file, inside the workspace's folder that the file is in. */
export async function projectOf(
  file: string,
  files: Files,
  workspace: readonly string[],
): Promise<string | undefined> {
  const top = workspace.find((folder) => file.startsWith(`${folder}/`));
  let folder = parentOf(file);
  for (let level = 0; !/^([\w+.-]+:\/*)?$/.test(folder); level += 1) {
    if (connectorIn(await files.list(folder)) !== undefined) {
      const below = file.slice(folder.length + 1).split("/");
      return below.slice(0, -1).some(isForeign) ? undefined : folder;
    }
    if (folder === top || (top === undefined && level === mostLevels)) return undefined;
    folder = parentOf(folder);
  }
  return undefined;
}

/** Every project at or below a folder of the workspace. */
export async function projectsBelow(
  top: string,
  files: Files,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly string[] = [top];
  let looked = 0;
  for (let depth = 0; depth <= mostDepth && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (signal?.aborted || looked++ > mostFolders) return found;
      const names = await files.list(folder);
      if (connectorIn(names) !== undefined) found.push(folder);
      for (const name of names) {
        const inner = name.slice(0, -1);
        if (name.endsWith("/") && !isForeign(inner)) next.push(`${folder}/${inner}`);
      }
    }
    level = next;
  }
  return found;
}
