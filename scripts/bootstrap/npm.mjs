// Calls npm: the one that started us where there is one, so that its settings are used.
import path from "node:path";
import { runQuietly } from "./runQuietly.mjs";

/**
 * @param {string} label
 * @param {string} node the Node that runs npm and comes first on its PATH
 * @param {readonly string[]} npmArguments
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export function runNpm(label, node, npmArguments, { cwd, env = {} }) {
  const environment = {
    ...process.env,
    PATH: [path.dirname(node), process.env["PATH"]].join(path.delimiter),
    ...env,
  };
  const running = process.env["npm_execpath"];
  if (running !== undefined && /npm-cli\.c?js$/.test(running)) {
    return runQuietly(label, node, [running, ...npmArguments], { cwd, env: environment });
  }
  const isWindows = process.platform === "win32";
  const npm = isWindows ? "npm.cmd" : "npm";
  return runQuietly(label, npm, npmArguments, { cwd, env: environment, shell: isWindows });
}
