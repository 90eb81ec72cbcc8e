import { readFileSync } from "node:fs";
import path from "node:path";
import { runQuietly } from "../bootstrap/runQuietly.mjs";

/** Writes the .vsix into `folder` and returns its path. vsce builds dist/ first (vscode:prepublish). */
export async function createPackage(repository: string, folder: string): Promise<string> {
  const { name, version } = JSON.parse(
    readFileSync(path.join(repository, "package.json"), "utf8"),
  ) as { readonly name: string; readonly version: string };
  const file = path.join(folder, `${name}-${version}.vsix`);
  const vsce = path.join(repository, "node_modules", "@vscode", "vsce", "vsce");
  await runQuietly(
    "Packing the extension (vsce package)",
    process.execPath,
    // Everything is bundled, so node_modules stays out.
    [vsce, "package", "--no-dependencies", "--out", file],
    { cwd: repository },
  );
  return file;
}
