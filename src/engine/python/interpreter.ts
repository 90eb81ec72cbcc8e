/** Which Python runs a project, and what is installed there. The editor only suggests a path. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../shared/base/userError.ts";

export type InterpreterOrigin = "setting" | "project environment" | "editor" | "PATH";

export interface Interpreter {
  readonly path: string;
  readonly origin: InterpreterOrigin;
  /** `3.12.4` */
  readonly version: string;
  /** Of `fivetran-connector-sdk`; null when it is not installed. */
  readonly sdkVersion: string | null;
  readonly debugpy: boolean;
}

export interface InterpreterQuery {
  /** The folder of connector.py, absolute. */
  readonly project: string;
  /** What the user set: absolute, relative to the project, or a command on PATH. */
  readonly setting?: string;
  /** What the Python extension has chosen; passed over when it does not run. */
  readonly suggestion?: string;
  readonly env?: NodeJS.ProcessEnv;
}

interface Probe {
  readonly executable: string;
  readonly version: string;
  readonly sdk: string | null;
  readonly debugpy: boolean;
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

const oldestPython = [3, 10] as const;
const probeTimeout = 20_000;

// Isolated mode keeps the project's own modules (a `json.py`, say) out of the probe; what a normal run
// would see beside the environment's packages is added by hand.
const probeProgram = `
import importlib.metadata, importlib.util, json, os, site, sys
sys.path += [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p]
if sys.prefix == sys.base_prefix and not os.environ.get("PYTHONNOUSERSITE"):
    sys.path.append(site.getusersitepackages())
try:
    sdk = importlib.metadata.version("fivetran-connector-sdk")
except importlib.metadata.PackageNotFoundError:
    sdk = None
print(json.dumps({
    "executable": sys.executable,
    "version": ".".join(map(str, sys.version_info[:3])),
    "sdk": sdk,
    "debugpy": importlib.util.find_spec("debugpy") is not None,
}))
`;

/** Setting, then an environment in the project or above it, then the suggestion, then PATH. */
export async function findInterpreter(query: InterpreterQuery): Promise<Interpreter> {
  const env = query.env ?? process.env;
  if (query.setting) {
    return interpreterOfSetting(query.setting, query.project, env);
  }
  const environment = findEnvironment(query.project);
  if (environment !== undefined) {
    return interpreterOfEnvironment(environment, env);
  }
  if (query.suggestion) {
    const probe = await tryProbe({ file: query.suggestion, args: [] }, env);
    if (probe) {
      return interpreter(query.suggestion, "editor", probe);
    }
  }
  for (const command of pathCommands()) {
    const probe = await tryProbe(command, env);
    if (probe) {
      return interpreter(probe.executable, "PATH", probe);
    }
  }
  throw new UserError("pythonNotFound", "No Python interpreter was found.", {
    action:
      "Install Python 3.10 or newer, make an environment in the project (python3 -m venv .venv), or set connectorWorkbench.python.",
  });
}

/** Refuses an interpreter that cannot run a connector, and says how to change that. */
export function requireSdk(found: Interpreter): Interpreter & { readonly sdkVersion: string } {
  if (isOlder(found.version)) {
    throw new UserError(
      "pythonTooOld",
      `${found.path} is Python ${found.version}; connectors need ${oldestPython.join(".")} or newer.`,
      { action: "Choose another interpreter with the setting connectorWorkbench.python." },
    );
  }
  const { sdkVersion } = found;
  if (sdkVersion === null) {
    throw new UserError("sdkMissing", `fivetran-connector-sdk is not installed in ${found.path}.`, {
      action: `Run: "${found.path}" -m pip install fivetran-connector-sdk`,
    });
  }
  return { ...found, sdkVersion };
}

async function interpreterOfSetting(
  setting: string,
  project: string,
  env: NodeJS.ProcessEnv,
): Promise<Interpreter> {
  const isCommand = path.basename(setting) === setting && !existsSync(path.join(project, setting));
  const file = isCommand ? setting : path.resolve(project, setting);
  try {
    const probe = await runProbe({ file, args: [] }, env);
    return interpreter(isCommand ? probe.executable : file, "setting", probe);
  } catch (cause) {
    throw new UserError("pythonNotUsable", `${file} does not run as a Python interpreter.`, {
      action: "Correct or clear the setting connectorWorkbench.python.",
      cause,
    });
  }
}

async function interpreterOfEnvironment(
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<Interpreter> {
  try {
    return interpreter(file, "project environment", await runProbe({ file, args: [] }, env));
  } catch (cause) {
    // Going on to another interpreter would run the connector without the project's packages.
    throw new UserError("environmentBroken", `The project's environment does not run: ${file}.`, {
      action: "Make it anew (python3 -m venv --clear) or set connectorWorkbench.python.",
      cause,
    });
  }
}

/** The interpreter of the nearest `.venv` or `venv` in the project or a folder above it. */
function findEnvironment(project: string): string | undefined {
  const inside =
    process.platform === "win32" ? path.join("Scripts", "python.exe") : path.join("bin", "python");
  for (let folder = path.resolve(project); ; folder = path.dirname(folder)) {
    for (const name of [".venv", "venv"]) {
      const environment = path.join(folder, name);
      if (existsSync(path.join(environment, "pyvenv.cfg"))) {
        return path.join(environment, inside);
      }
    }
    if (folder === path.dirname(folder)) {
      return undefined;
    }
  }
}

function pathCommands(): readonly Command[] {
  return process.platform === "win32"
    ? [
        { file: "py", args: ["-3"] },
        { file: "python", args: [] },
      ]
    : [
        { file: "python3", args: [] },
        { file: "python", args: [] },
      ];
}

async function tryProbe(command: Command, env: NodeJS.ProcessEnv): Promise<Probe | undefined> {
  try {
    return await runProbe(command, env);
  } catch {
    // What does not run is no candidate; the next one is tried.
    return undefined;
  }
}

function runProbe({ file, args }: Command, env: NodeJS.ProcessEnv): Promise<Probe> {
  return new Promise((resolve, reject) => {
    execFile(
      file,
      [...args, "-I", "-c", probeProgram],
      { env, timeout: probeTimeout, killSignal: "SIGKILL", windowsHide: true, encoding: "utf8" },
      (error, stdout, stderr) => {
        const probe = error ? undefined : parseProbe(stdout);
        if (probe) {
          resolve(probe);
        } else {
          const answer = (stderr || stdout).trim();
          reject(new Error(`${file} did not answer as Python does: ${answer}`, { cause: error }));
        }
      },
    );
  });
}

function parseProbe(output: string): Probe | undefined {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return undefined;
  }
  return isProbe(value) ? value : undefined;
}

function isProbe(value: unknown): value is Probe {
  return (
    typeof value === "object" &&
    value !== null &&
    "executable" in value &&
    typeof value.executable === "string" &&
    "version" in value &&
    typeof value.version === "string" &&
    "sdk" in value &&
    (value.sdk === null || typeof value.sdk === "string") &&
    "debugpy" in value &&
    typeof value.debugpy === "boolean"
  );
}

function interpreter(file: string, origin: InterpreterOrigin, probe: Probe): Interpreter {
  return {
    path: file,
    origin,
    version: probe.version,
    sdkVersion: probe.sdk,
    debugpy: probe.debugpy,
  };
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < oldestPython[0] || (major === oldestPython[0] && minor < oldestPython[1]);
}
