// Where downloads and everything made from them are kept: outside the work tree, shared by clones.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { withLock } from "./lock.mjs";

/** `$CONNECTOR_WORKBENCH_CACHE`, or a folder below the operating system's user cache. */
export function cacheFolder() {
  const folder =
    process.env["CONNECTOR_WORKBENCH_CACHE"] ?? path.join(userCache(), "connector-workbench");
  mkdirSync(folder, { recursive: true });
  return path.resolve(folder);
}

/**
 * The folder `name` of the cache, filled by `fill` unless an earlier run finished filling it. The marker
 * is written last, so a run that was interrupted is done again from the start.
 * @param {string} name
 * @param {(folder: string) => Promise<void> | void} fill
 */
export async function ensureCached(name, fill) {
  const folder = path.join(cacheFolder(), name);
  if (isComplete(folder)) {
    return folder;
  }
  await withLock(name, async () => {
    if (isComplete(folder)) {
      return;
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await fill(folder);
    writeFileSync(markerOf(folder), `${new Date().toISOString()}\n`);
  });
  return folder;
}

/** @param {string} folder */
export function isComplete(folder) {
  return existsSync(markerOf(folder));
}

/** @param {string} folder */
function markerOf(folder) {
  return path.join(folder, ".complete");
}

function userCache() {
  if (process.platform === "win32") {
    return process.env["LOCALAPPDATA"] ?? path.join(os.homedir(), "AppData", "Local");
  }
  if (process.platform === "darwin") {
    return path.join(os.homedir(), "Library", "Caches");
  }
  return process.env["XDG_CACHE_HOME"] ?? path.join(os.homedir(), ".cache");
}
