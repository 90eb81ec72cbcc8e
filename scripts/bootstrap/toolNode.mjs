// The Node that runs our TypeScript directly. Where the installed one is older, npm has a newer one.
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureCached } from "./cacheFolder.mjs";
import { runNpm } from "./npm.mjs";

export const toolNodeVersion = "24.21.0";

/** Path of a Node that runs TypeScript: the running one, else Node 24 in the cache. */
export async function ensureToolNode() {
  if (runsTypeScript(process.versions.node)) {
    return process.execPath;
  }
  return (await ensureNode24()).executable;
}

/** Node 24 from npm, with the headers that native modules are built against. */
export async function ensureNode24() {
  const folder = await ensureCached(`node-${toolNodeVersion}`, async (target) => {
    writeFileSync(path.join(target, "package.json"), '{ "private": true }\n');
    await runNpm(
      `Getting Node ${toolNodeVersion} from npm (once; this machine's Node is ${process.versions.node})`,
      process.execPath,
      ["install", "--ignore-scripts", `${packageName()}@${toolNodeVersion}`],
      { cwd: target },
    );
  });
  const home = path.join(folder, "node_modules", packageName());
  const executable = path.join(home, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(executable)) {
    throw new Error(`npm installed no Node at ${executable}. Delete ${folder} and try again.`);
  }
  return { executable, home };
}

/** npm carries one package with the binary per system; the `node` package only picks it. */
function packageName() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const isAppleSilicon = platform === "darwin" && process.arch === "arm64";
  return `${isAppleSilicon ? "node-bin" : "node"}-${platform}-${process.arch}`;
}

/**
 * Node strips types without a flag from 22.18 on, and from 24 on.
 * @param {string} version
 */
function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 18);
}
