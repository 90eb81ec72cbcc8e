import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** The files below `folder` whose name has this ending, as sorted paths relative to `root` with slashes. */
export function filesBelow(root: string, folder: string, ending: string): readonly string[] {
  const start = path.join(root, folder);
  if (!existsSync(start)) {
    return [];
  }
  return readdirSync(start, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !name.includes("node_modules"))
    .map((name) => path.posix.join(folder, name.replaceAll("\\", "/")))
    .sort();
}
