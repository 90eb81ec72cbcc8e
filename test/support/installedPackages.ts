/** Packages beside a Python environment instead of in it, because the environments are shared by all tests. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ensureCached } from "../../scripts/bootstrap/cacheFolder.mjs";
import { runQuietly } from "../../scripts/bootstrap/runQuietly.mjs";

/** The environment variables that let this Python import what the requirements file lists. */
export async function withPackages(
  python: string,
  requirements: string,
): Promise<{ readonly PYTHONPATH: string }> {
  const about = "import sys, sysconfig; print(sys.version, sysconfig.get_platform())";
  const version = execFileSync(python, ["-c", about], { encoding: "utf8" });
  const wanted = createHash("sha256").update(version).update(readFileSync(requirements));
  const name = `packages-${wanted.digest("hex").slice(0, 16)}`;
  const folder = await ensureCached(path.join("python", name), async (target) => {
    const install = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input"];
    await runQuietly(`Installing ${requirements} with pip`, python, [
      ...install,
      "--target",
      target,
      "-r",
      requirements,
    ]);
  });
  return { PYTHONPATH: folder };
}
