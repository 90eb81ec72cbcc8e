// The door of every npm script: `node scripts/run.mjs <task> [arguments]`.
// Plain JavaScript, because it has to run on any Node from 20 on. It provides what the task needs
// (a Node that runs TypeScript, installed dependencies) and hands over to scripts/tasks/<task>.ts.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ensureDependencies } from "./bootstrap/dependencies.mjs";
import { ensureToolNode } from "./bootstrap/toolNode.mjs";

const repository = path.dirname(import.meta.dirname);

/** @param {string[]} argv */
async function main([task = "", ...taskArguments]) {
  const script = path.join(repository, "scripts", "tasks", `${task}.ts`);
  if (!/^\w+$/.test(task) || !existsSync(script)) {
    console.error(`There is no task "${task}". The tasks are the files of scripts/tasks.`);
    return 2;
  }
  const node = await ensureToolNode();
  const environment = {
    ...process.env,
    PATH: [path.dirname(node), process.env["PATH"]].join(path.delimiter),
  };
  await ensureDependencies(repository, node);
  return handOver(node, [script, ...taskArguments], environment);
}

/**
 * Resolves with the exit code. The terminal sends Ctrl-C to both processes; the task decides when to end.
 * @param {string} node
 * @param {string[]} nodeArguments
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>}
 */
function handOver(node, nodeArguments, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, nodeArguments, {
      cwd: repository,
      env: environment,
      stdio: "inherit",
    });
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      resolve(code ?? (signal === null ? 3 : 130));
    });
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 3;
}
