// Long steps by other programs: one line when they start, a sign of life now and then, and their
// output only when they fail.
import { spawn } from "node:child_process";

const secondsBetweenSigns = 15;

/**
 * Resolves with what the program wrote to standard output.
 * @param {string} label what is being done, for the person who waits
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<string>}
 */
export function runQuietly(label, command, commandArguments, options = {}) {
  console.log(`${label} …`);
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    const signs = setInterval(() => {
      console.log(`  still at it after ${seconds()} s: ${label}`);
    }, secondsBetweenSigns * 1000);
    const child = spawn(command, commandArguments, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let everything = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      everything += text;
    });
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      everything += text;
    });
    child.on("error", (error) => {
      clearInterval(signs);
      reject(new Error(`${label} failed: ${command} could not be started.`, { cause: error }));
    });
    child.on("close", (code) => {
      clearInterval(signs);
      if (code === 0) {
        resolve(output);
        return;
      }
      const ends = bothEnds(everything);
      const line = [command, ...commandArguments].join(" ");
      reject(new Error(`${label} failed (exit code ${code ?? "none"}).\n${line}\n${ends}`));
    });
  });
}

/**
 * Some programs put the cause first and a manual after it, so both ends are kept.
 * @param {string} text
 */
function bothEnds(text) {
  const lines = text.trimEnd().split("\n");
  return lines.length <= 50
    ? lines.join("\n")
    : [...lines.slice(0, 15), "…", ...lines.slice(-30)].join("\n");
}
