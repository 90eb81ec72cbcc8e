/** One sync of a project at a time: a file names the process that runs it. A killed process leaves the file behind. */
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UserError } from "../../shared/base/userError.ts";

/** A lock without a name in it is being written, unless it is older than this. */
const writingMilliseconds = 2_000;

/** Makes `file`. Throws `UserError` while a living process has it. */
export function acquireLock(file: string): void {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
      return;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const owner = ownerOf(file);
    if (owner === undefined) continue;
    if (owner === "unknown" || isAlive(owner)) {
      const who = owner === "unknown" ? "" : ` (process ${String(owner)})`;
      throw new UserError("runs.locked", `Another sync of this project is running${who}.`, {
        action: "Wait for it, or stop it.",
      });
    }
    removeStale(file, owner);
  }
}

export function releaseLock(file: string): void {
  rmSync(file, { force: true });
}

/** The process in the lock; undefined when it is gone by now. */
function ownerOf(file: string): number | "unknown" | undefined {
  try {
    const owner = Number(readFileSync(file, "utf8"));
    if (Number.isSafeInteger(owner) && owner > 0) return owner;
    return Date.now() - statSync(file).mtimeMs < writingMilliseconds ? "unknown" : 0;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Removes the lock of a process that is gone, but not one that another process has put in its place meanwhile. */
function removeStale(file: string, owner: number): void {
  const aside = `${file}.${String(process.pid)}`;
  try {
    renameSync(file, aside);
    if (Number(readFileSync(aside, "utf8")) !== owner) linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
