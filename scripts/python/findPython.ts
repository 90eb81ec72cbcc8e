// The machine's own Python, from which virtual environments are made.
import { spawnSync } from "node:child_process";

export interface Python {
  readonly command: string;
  readonly prefix: readonly string[];
  /** Such as "3.11.7". */
  readonly version: string;
}

const candidates: readonly (readonly [string, ...string[]])[] =
  process.platform === "win32" ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];

/** The first Python on PATH that is 3.10 or newer. */
export function findPython(): Python {
  const tooOld: string[] = [];
  for (const [command, ...prefix] of candidates) {
    const { status, stdout } = spawnSync(
      command,
      [...prefix, "-c", "import platform; print(platform.python_version())"],
      { encoding: "utf8" },
    );
    const version = status === 0 ? stdout.trim() : "";
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === 3 && minor >= 10) {
      return { command, prefix, version };
    }
    if (version !== "") {
      tooOld.push(`${command} is ${version}`);
    }
  }
  const found = tooOld.length > 0 ? ` (${tooOld.join(", ")})` : "";
  throw new Error(`Python 3.10 or newer is needed and was not found on PATH${found}. Install it.`);
}
