/** Runs the CLI as a process of its own, on copies of the fixture connectors. */
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SyncReport } from "../../src/shared/model/sync.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const connectors = path.join(repository, "test", "fixtures", "connectors");

export const sourceCli = path.join(repository, "src", "cli", "main.ts");
export const bundledCli = path.join(repository, "dist", "cli.cjs");

export interface CliResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly result: Promise<CliResult>;
  /** Resolves with the match once standard error has it; rejects when the CLI ends without. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
}

export function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).result;
}

export function startCli(
  args: readonly string[],
  { cwd = repository, stdin = "", program = sourceCli, env = {} }: CliOptions = {},
): RunningCli {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: undefined, ...env },
  });
  let stdout = "";
  let stderr = "";
  const watchers = new Set<() => void>();
  const look = () => {
    for (const watcher of watchers) {
      watcher();
    }
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    look();
  });
  child.stdin.on("error", () => undefined).end(stdin);
  const result = new Promise<CliResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  return {
    child,
    result,
    seen(pattern) {
      return new Promise((resolve, reject) => {
        const watch = () => {
          const match = pattern.exec(stderr);
          if (match) {
            watchers.delete(watch);
            resolve(match);
          }
        };
        watchers.add(watch);
        watch();
        void result.then(() => {
          reject(new Error(`the CLI ended without ${String(pattern)}:\n${stderr}`));
        });
      });
    },
  };
}

/** A folder for one test: projects and the storage of their runs. */
export interface Workplace extends Disposable {
  readonly folder: string;
  readonly storage: string;
  /** Copies a fixture; `files` replace or add some of its. */
  project(fixture: string, files?: Readonly<Record<string, string>>): string;
}

export function makeWorkplace(): Workplace {
  const folder = mkdtempSync(path.join(tmpdir(), "workbench-cli-"));
  return {
    folder,
    storage: path.join(folder, "storage"),
    project(fixture, files = {}) {
      const target = path.join(folder, path.basename(fixture));
      cpSync(path.join(connectors, fixture), target, { recursive: true });
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(path.join(target, name), content);
      }
      return target;
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The report that `sync --json` printed, and nothing else. */
export function reportFrom({ stdout, stderr }: CliResult): SyncReport {
  try {
    return JSON.parse(stdout) as SyncReport;
  } catch (cause) {
    throw new Error(`not one JSON document:\n${stdout}\n${stderr}`, { cause });
  }
}
