/** Files of this machine for the language service. Paths are as the machine spells them. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

/** No file that people write is larger. */
const mostBytes = 2 ** 20;

/** Undefined when there is no such file, it is no text or it is too large. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > mostBytes) return undefined;
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch {
    // Not there, a folder, not allowed or no text: nothing to say about it.
    return undefined;
  }
}

/** The names in a folder, those of folders with `/` at their end; none when there is no such folder. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return await Promise.all(
      entries.map(async (entry) => {
        const isFolder = entry.isSymbolicLink()
          ? await isFolderAt(path.join(folder, entry.name))
          : entry.isDirectory();
        return isFolder ? `${entry.name}/` : entry.name;
      }),
    );
  } catch {
    return [];
  }
}

async function isFolderAt(target: string): Promise<boolean> {
  try {
    return (await stat(target)).isDirectory();
  } catch {
    return false;
  }
}
