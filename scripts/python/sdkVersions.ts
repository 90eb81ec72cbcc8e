// Which versions of the SDK the package index has. What the tests call "the newest 3.x" follows it.
import path from "node:path";
import { ensureCached } from "../bootstrap/cacheFolder.mjs";
import { runQuietly } from "../bootstrap/runQuietly.mjs";
import { findPython } from "./findPython.ts";
import { createEnvironment, interpreterOf } from "./virtualEnvironment.ts";

export const sdkPackage = "fivetran-connector-sdk";

/** Newest first. Rejects when the index cannot be reached. */
export async function listSdkVersions(): Promise<readonly string[]> {
  const { version } = findPython();
  // A Python from a system package may come without pip; every virtual environment has it.
  const folder = await ensureCached(`python/lookup-python-${version}`, (target) =>
    createEnvironment(path.join(target, "venv")),
  );
  const output = await runQuietly(
    `Looking up the versions of ${sdkPackage}`,
    interpreterOf(path.join(folder, "venv")),
    ["-m", "pip", "index", "versions", sdkPackage, "--retries", "1", "--timeout", "10"],
  );
  const [, list = ""] = /^Available versions: (.+)$/m.exec(output) ?? [];
  return list.split(",").map((entry) => entry.trim());
}
