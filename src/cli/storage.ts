/** Where a project's runs are kept when nothing else is said. */
import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** One folder per project; two of one name differ in the hash of their real path. */
export function defaultStorage(project: string, machine: Machine = thisMachine()): string {
  const real = realpathSync(project);
  const name =
    path
      .basename(real)
      .replace(/[^\w.-]+/g, "-")
      .slice(0, 60) || "project";
  const hash = createHash("sha256").update(real).digest("hex").slice(0, 10);
  return path.join(dataFolder(machine), "connector-workbench", `${name}-${hash}`);
}

/** Rows may be personal data: the folder is its owner's only. */
export function makeStorage(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

function dataFolder({ platform, env, home }: Machine): string {
  if (platform === "win32") {
    return env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
  }
  if (platform === "darwin") {
    return path.join(home, "Library", "Application Support");
  }
  const configured = env["XDG_DATA_HOME"];
  // The specification of these variables says to ignore relative paths.
  return configured && path.isAbsolute(configured)
    ? configured
    : path.join(home, ".local", "share");
}

function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: os.homedir() };
}
