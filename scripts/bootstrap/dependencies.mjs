// Installs node_modules when it is missing or package-lock.json has changed since.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { runNpm } from "./npm.mjs";

/**
 * @param {string} repository
 * @param {string} node
 */
export async function ensureDependencies(repository, node) {
  const lock = readFileSync(path.join(repository, "package-lock.json"));
  const wanted = createHash("sha256")
    .update(`${process.platform} ${process.arch}\n`)
    .update(lock)
    .digest("hex");
  // Inside node_modules, so that `npm ci`, which begins by deleting it, takes the marker away too.
  const marker = path.join(repository, "node_modules", ".installed-lock");
  const isInstalled = () => existsSync(marker) && readFileSync(marker, "utf8") === wanted;
  if (isInstalled()) {
    return;
  }
  await withLock(`node_modules of ${repository}`, async () => {
    if (isInstalled()) {
      return;
    }
    const npmArguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    await runNpm("Installing dependencies (npm ci)", node, npmArguments, { cwd: repository });
    writeFileSync(marker, wanted);
  });
}
