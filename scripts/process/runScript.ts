import { spawn } from "node:child_process";

/** Runs a script with this Node, its output on ours; resolves with its exit code. */
export function runScript(
  repository: string,
  script: string,
  scriptArguments: readonly string[],
  { env = {}, nodeOptions = [] }: ScriptOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeOptions, script, ...scriptArguments], {
      cwd: repository,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const end = (): void => {
      child.kill();
    };
    process.once("exit", end);
    child.on("error", reject);
    child.on("exit", (code) => {
      process.removeListener("exit", end);
      resolve(code ?? 3);
    });
  });
}

export interface ScriptOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly nodeOptions?: readonly string[];
}
