/** Runs CLI commands in this process, with an engine that a test makes up. */
import type { Context, Output } from "../../src/cli/context.ts";
import type { ExitCode } from "../../src/cli/exitCodes.ts";
import { runCommand } from "../../src/cli/runCommand.ts";
import { sourceFiles, type Engine, type OpenDestination } from "../../src/engine/index.ts";
import { noCounts, type SyncReport } from "../../src/shared/model/sync.ts";
import type { DestinationApi } from "../../src/shared/protocol/destination.ts";
import { connect, type Wire } from "../../src/shared/rpc/rpc.ts";
import path from "node:path";

const repository = path.resolve(import.meta.dirname, "../..");

export interface CliRun {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitedNow: readonly number[];
}

export interface CliWorld {
  readonly cwd: string;
  readonly engine?: Partial<Engine>;
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Receives the function that presses Ctrl-C. */
  readonly onReady?: (interrupt: () => void) => void;
}

export async function runCli(args: readonly string[], world: CliWorld): Promise<CliRun> {
  const stdout = collect();
  const stderr = collect();
  const exitedNow: number[] = [];
  const listeners = new Set<() => void>();
  world.onReady?.(() => {
    for (const listener of listeners) {
      listener();
    }
  });
  const context: Context = {
    engine: { ...unusableEngine, ...world.engine },
    stdout: stdout.output,
    stderr: stderr.output,
    env: world.env ?? {},
    cwd: world.cwd,
    readStdin: async () => world.stdin ?? "",
    onInterrupt(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    exitNow: (code) => {
      exitedNow.push(code);
    },
  };
  const code = await runCommand(args, context);
  return { code, stdout: stdout.text(), stderr: stderr.text(), exitedNow };
}

export function collect(
  isTerminal = false,
  columns = 80,
): { readonly output: Output; readonly text: () => string } {
  let text = "";
  return {
    output: {
      write(part) {
        text += part;
      },
      isTerminal,
      columns,
    },
    text: () => text,
  };
}

/** A destination whose methods are the given ones; values are cloned as between threads. */
export function fakeDestination(api: Partial<DestinationApi>): OpenDestination {
  const [here, there] = wirePair();
  connect(there, api);
  const connection = connect<DestinationApi>(here, {});
  return {
    remote: connection.remote,
    exited: new Promise(() => undefined),
    nextReport: () => new Promise(() => undefined),
    close: async () => {
      connection.close(new Error("closed"));
    },
  };
}

export function reportOf(changes: Partial<SyncReport> = {}): SyncReport {
  return {
    run: 1,
    status: "succeeded",
    sdkVersion: "3.0.0",
    pythonVersion: "3.12.1",
    seconds: 1.234,
    counts: noCounts(),
    tables: [],
    state: {},
    checkpoints: [],
    findings: [],
    error: null,
    limits: [],
    files: [],
    memory: { databaseBytes: 0, bytesPerRow: null, connectorPeakBytes: null },
    ...changes,
  };
}

const unusableEngine: Engine = {
  files: sourceFiles(repository),
  findInterpreter: async () => {
    throw new Error("the test has no interpreter");
  },
  openDestination: async () => {
    throw new Error("the test has no destination");
  },
  runSync: async () => {
    throw new Error("the test runs no sync");
  },
  evaluateSchema: async () => {
    throw new Error("the test evaluates no schema");
  },
  listTemplates: async () => {
    throw new Error("the test has no templates");
  },
  scaffold: async () => {
    throw new Error("the test makes no project");
  },
};

function wirePair(): [Wire, Wire] {
  const left = queue();
  const right = queue();
  return [
    { send: right.put, receive: left.listen },
    { send: left.put, receive: right.listen },
  ];
}

function queue(): { put: (message: unknown) => void; listen: Wire["receive"] } {
  let listener: (message: unknown) => void = () => undefined;
  return {
    put: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        listener(copy);
      });
    },
    listen: (given) => {
      listener = given;
    },
  };
}
