// Virtual environments: one call makes one, another fills it.
import path from "node:path";
import { runQuietly } from "../bootstrap/runQuietly.mjs";
import { findPython } from "./findPython.ts";

/** The interpreter of a virtual environment. */
export function interpreterOf(environment: string): string {
  return process.platform === "win32"
    ? path.join(environment, "Scripts", "python.exe")
    : path.join(environment, "bin", "python");
}

export async function createEnvironment(environment: string): Promise<void> {
  const { command, prefix, version } = findPython();
  try {
    await runQuietly(`Creating a Python ${version} environment`, command, [
      ...prefix,
      "-m",
      "venv",
      environment,
    ]);
  } catch (cause) {
    const hint = "On Debian and Ubuntu the module comes with `apt-get install python3-venv`.";
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${hint}`, {
      cause,
    });
  }
}

/** `requirements` as pip takes them, options such as `-r file` included. */
export async function installInto(
  environment: string,
  requirements: readonly string[],
): Promise<void> {
  await runQuietly(`Installing ${requirements.join(" ")} with pip`, interpreterOf(environment), [
    "-m",
    "pip",
    "install",
    "--disable-pip-version-check",
    "--no-input",
    ...requirements,
  ]);
}
