// Python environments with packages beside an SDK or without one, for tests. Made once for each list of packages.
import { createHash } from "node:crypto";
import path from "node:path";
import { ensureCached } from "../bootstrap/cacheFolder.mjs";
import { findPython } from "./findPython.ts";
import { createEnvironment, installInto, interpreterOf } from "./virtualEnvironment.ts";

/**
 * The interpreter of an environment into which these packages were installed, one list after the other: a later one may
 * change the versions that an earlier one asked for. Each entry is a line of requirements.txt.
 */
export async function ensureEnvironmentWith(
  ...steps: readonly (readonly string[])[]
): Promise<string> {
  const name = createHash("sha256").update(JSON.stringify(steps)).digest("hex").slice(0, 12);
  const { version } = findPython();
  const folder = await ensureCached(`python/with-${name}-python-${version}`, async (target) => {
    const environment = path.join(target, "venv");
    await createEnvironment(environment);
    for (const requirements of steps) await installInto(environment, requirements);
  });
  return interpreterOf(path.join(folder, "venv"));
}
