/** Runs a connector's schema() in the project's Python, and nothing else of it. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { UserError } from "../../shared/base/userError.ts";
import { killProcessTree } from "../python/processTree.ts";

export interface SchemaEvaluation {
  /** The folder of connector.py. */
  readonly project: string;
  /** Path of the Python that runs the project. */
  readonly interpreter: string;
  /** Path of `run_connector.py`. */
  readonly hostScript: string;
  readonly seconds?: number;
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  /** What the configuration refers to; undefined where nothing keeps secrets. */
  readonly secrets?: Readonly<Record<string, string>>;
}

const defaultSeconds = 30;

/** What schema() returned, as `schema_only.py` writes it. Throws a `UserError` that tells why it did not. */
export async function evaluateSchema({
  project,
  interpreter,
  hostScript,
  seconds = defaultSeconds,
  signal,
  env = process.env,
  secrets,
}: SchemaEvaluation): Promise<unknown> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "connector-schema-"));
  const result = path.join(folder, "schema.json");
  try {
    const end = await run(
      interpreter,
      [hostScript, "--schema", result],
      { cwd: project, env },
      { seconds, signal, input: secrets && JSON.stringify(secrets) },
    );
    return parseResult(result, end);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface End {
  readonly stderr: string;
  /** Why it was ended before it was done. */
  readonly stopped: "time" | "signal" | undefined;
}

function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  {
    seconds,
    signal,
    input = "",
  }: {
    readonly seconds: number;
    readonly signal: AbortSignal | undefined;
    readonly input: string | undefined;
  },
): Promise<End> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...options,
      stdio: ["pipe", "ignore", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    let stderr = "";
    let stopped: End["stopped"];
    const stop = (why: "time" | "signal"): void => {
      stopped ??= why;
      if (child.pid !== undefined) killProcessTree(child.pid);
    };
    const timer = setTimeout(() => {
      stop("time");
    }, seconds * 1000);
    const onAbort = (): void => {
      stop("signal");
    };
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) onAbort();
    // A process that has ended already says so by its exit.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = `${stderr}${text}`.slice(-4096);
    });
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("exit", () => {
      settle();
      resolve({ stderr, stopped });
    });
  });
}

function parseResult(file: string, { stderr, stopped }: End): unknown {
  if (stopped !== undefined) {
    const why = stopped === "time" ? "it took too long" : "it was cancelled";
    throw new UserError("schemaFailed", `schema() was not evaluated: ${why}.`);
  }
  let result: unknown;
  try {
    result = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const [last = "Python ended without an answer"] = stderr.trim().split("\n").slice(-1);
    throw new UserError("schemaFailed", `schema() was not evaluated: ${last}`, { cause });
  }
  if (typeof result === "object" && result !== null && "returned" in result) {
    return result.returned;
  }
  const why =
    typeof result === "object" && result !== null && "error" in result
      ? String(result.error)
      : "there was no answer";
  throw new UserError("schemaFailed", `schema() was not evaluated: ${why}`);
}
