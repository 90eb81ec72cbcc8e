// VS Code's own server, as the npm package code-server carries it: the real workbench and the real
// extension host where no desktop build of VS Code can be downloaded.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { ensureCached } from "../bootstrap/cacheFolder.mjs";
import { runNpm } from "../bootstrap/npm.mjs";
import { runQuietly } from "../bootstrap/runQuietly.mjs";
import { ensureNode24, toolNodeVersion } from "../bootstrap/toolNode.mjs";
import { ensureSystemPackages, isDebianPackageMissing } from "./systemPackages.ts";

/** Brings VS Code 1.139.1. `@types/vscode` must not be newer. */
const codeServerVersion = "4.139.1";

export interface CodeServer {
  /** The Node it was built for and has to run on. */
  readonly node: string;
  /** VS Code's server; unlike code-server's own entry it takes the flags that tests need. */
  readonly serverMain: string;
  /** code-server's command line, which installs extensions. */
  readonly commandLine: string;
}

/** Installs it once; that takes some minutes because native modules are compiled. */
export async function ensureCodeServer(): Promise<CodeServer> {
  if (process.platform === "win32") {
    throw new Error("code-server does not run on Windows; install VS Code and start it instead.");
  }
  const node = await ensureNode24();
  const folder = await ensureCached(`code-server-${codeServerVersion}`, async (target) => {
    await ensureCompilers();
    await install(target, node);
  });
  const home = path.join(folder, "node_modules", "code-server");
  return {
    node: node.executable,
    serverMain: path.join(home, "lib", "vscode", "out", "server-main.js"),
    commandLine: path.join(home, "out", "node", "entry.js"),
  };
}

async function ensureCompilers(): Promise<void> {
  if (process.platform === "linux") {
    // The Kerberos binding of VS Code's server is compiled against this library.
    const packages = ["libkrb5-dev", "make", "g++", "pkg-config"];
    await ensureSystemPackages(packages, isDebianPackageMissing);
  }
}

async function install(
  target: string,
  { executable, home }: { executable: string; home: string },
): Promise<void> {
  writeFileSync(path.join(target, "package.json"), '{ "private": true }\n');
  const env = { npm_config_nodedir: home };
  await runNpm(
    `Getting code-server ${codeServerVersion} from npm (once)`,
    executable,
    // Its install script looks for a compiler in ways of its own; the next step does what it does.
    ["install", "--ignore-scripts", `code-server@${codeServerVersion}`],
    { cwd: target, env },
  );
  await runQuietly(
    "Compiling VS Code's native modules (once, about two minutes)",
    "sh",
    ["./postinstall.sh"],
    {
      cwd: path.join(target, "node_modules", "code-server"),
      env: {
        ...process.env,
        ...env,
        PATH: [path.dirname(executable), process.env["PATH"]].join(path.delimiter),
        npm_config_foreground_scripts: "true",
        // The script reads the major version of Node from here.
        npm_config_user_agent: `npm/11 node/v${toolNodeVersion} ${process.platform} ${process.arch}`,
      },
    },
  );
}
