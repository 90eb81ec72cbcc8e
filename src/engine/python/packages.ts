/** Changes a Python environment on the user's request: makes one, installs packages into one. */
import { spawn } from "node:child_process";
import path from "node:path";
import { UserError } from "../../shared/base/userError.ts";

export interface PackageTask {
  /** The interpreter whose environment is meant. */
  readonly python: string;
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  /** Each line the tool prints. */
  readonly onLine: (line: string) => void;
}

/** Installs with pip; the arguments are names or `-r` and a file. */
export async function installPackages(
  packages: readonly string[],
  task: PackageTask,
): Promise<void> {
  const args = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", ...packages];
  const output = await run(args, task);
  if (output === undefined) {
    return;
  }
  const command = `"${task.python}" ${args.join(" ")}`;
  if (output.includes("No module named pip")) {
    throw new UserError("pipMissing", `There is no pip in ${task.python}.`, {
      action: `Install the packages with the tool that made the environment, for example: uv pip install ${packages.join(" ")}`,
    });
  }
  if (output.includes("externally-managed-environment")) {
    throw new UserError(
      "environmentManaged",
      `The packages of ${task.python} are managed by the operating system.`,
      { action: "Make an environment for the project: python3 -m venv .venv" },
    );
  }
  throw new UserError("installFailed", `pip failed: ${lastLine(output)}`, {
    action: `Try it in a terminal: ${command}`,
  });
}

/** Makes `.venv` in the folder and returns its interpreter. */
export async function createEnvironment(folder: string, task: PackageTask): Promise<string> {
  const environment = path.join(folder, ".venv");
  const output = await run(["-m", "venv", environment], task);
  if (output !== undefined) {
    throw new UserError(
      "environmentFailed",
      `No environment could be made in ${folder}: ${lastLine(output)}`,
      { action: `Try it in a terminal: "${task.python}" -m venv "${environment}"` },
    );
  }
  return process.platform === "win32"
    ? path.join(environment, "Scripts", "python.exe")
    : path.join(environment, "bin", "python");
}

/** Resolves with nothing when it went well, else with what was printed. */
function run(
  args: readonly string[],
  { python, signal, env = process.env, onLine }: PackageTask,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, args, {
      // The folder of the project could hold a module that pip would import in place of its own.
      cwd: path.dirname(python),
      env: { ...env, PYTHONUNBUFFERED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      signal,
    });
    let output = "";
    const onData = (data: string) => {
      output += data;
      for (const line of data.split(/\r?\n/)) {
        if (line.trim() !== "") {
          onLine(line);
        }
      }
    };
    child.stdout.setEncoding("utf8").on("data", onData);
    child.stderr.setEncoding("utf8").on("data", onData);
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code === 0 ? undefined : output);
    });
  });
}

function lastLine(output: string): string {
  const lines = output.trim().split(/\r?\n/);
  return lines.findLast((line) => line.startsWith("ERROR:")) ?? lines.at(-1) ?? "";
}
