// What the served editor needs from the system. Installed by us only where that is certain to be
// welcome: on Debian and Ubuntu, as root (a container, a CI machine). Elsewhere we say what to install.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runQuietly } from "../bootstrap/runQuietly.mjs";
import { withLock } from "../bootstrap/lock.mjs";

/** Debian packages; `missing` is asked again after the installation. */
export async function ensureSystemPackages(
  packages: readonly string[],
  isMissing: (name: string) => boolean,
): Promise<void> {
  const missing = packages.filter(isMissing);
  if (missing.length === 0) {
    return;
  }
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/usr/bin/apt-get")) {
    throw new Error(
      `VS Code cannot be served here without ${missing.join(" and ")}. ` +
        `On Debian and Ubuntu: sudo apt-get install ${missing.join(" ")}`,
    );
  }
  await withLock("apt-get", async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await runQuietly("Updating the package lists (apt-get update)", "apt-get", ["update"], { env });
    const install = ["install", "-y", ...missing];
    await runQuietly(`Installing ${missing.join(" ")} (apt-get)`, "apt-get", install, { env });
  });
}

export function isDebianPackageMissing(name: string): boolean {
  const { status, stdout } = spawnSync("dpkg-query", ["-W", "-f=${Status}", name], {
    encoding: "utf8",
  });
  return status !== 0 || !stdout.includes("install ok installed");
}
