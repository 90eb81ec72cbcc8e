// Two terminals may run `npm test` at once; what fills the shared cache must not run twice at a time.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cacheFolder } from "./cacheFolder.mjs";

/**
 * Runs `work` while holding the lock `name`; waits for another process that holds it.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const lock = path.join(cacheFolder(), "locks", name.replaceAll(/[^\w.-]/g, "_"));
  mkdirSync(path.dirname(lock), { recursive: true });
  let announced = false;
  while (!tryAcquire(lock)) {
    if (!announced) {
      console.log(`Waiting for another run that prepares ${name} …`);
      announced = true;
    }
    await delay(300);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param {string} lock */
function tryAcquire(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(path.join(lock, "owner"), String(process.pid));
    return true;
  } catch {
    if (isAbandoned(lock)) {
      rmSync(lock, { recursive: true, force: true });
    }
    return false;
  }
}

/** @param {string} lock */
function isAbandoned(lock) {
  try {
    const owner = Number(readFileSync(path.join(lock, "owner"), "utf8"));
    return owner > 0 && !isAlive(owner);
  } catch {
    return isOlderThan(lock, 10_000);
  }
}

/** @param {number} processId */
function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * @param {string} folder
 * @param {number} milliseconds
 */
function isOlderThan(folder, milliseconds) {
  try {
    return Date.now() - statSync(folder).mtimeMs > milliseconds;
  } catch {
    return false;
  }
}
