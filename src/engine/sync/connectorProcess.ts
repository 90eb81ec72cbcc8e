/** The connector host as a process of ours: its output as lines, its end, and nothing of it left behind. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { UserError } from "../../shared/base/userError.ts";
import type { LogLine } from "../../shared/model/sync.ts";
import type { Listening, ProcessEnd } from "../../shared/protocol/destination.ts";
import { channelVariable } from "../../shared/protocol/frames.ts";
import { guardGroup } from "./orphanGuard.ts";
import { splitLines } from "./outputLines.ts";

export interface ConnectorCommand {
  /** Path of the Python that runs the project. */
  readonly interpreter: string;
  /** Path of `run_connector.py`. */
  readonly hostScript: string;
  /** The working directory. */
  readonly project: string;
  readonly channel: Listening;
  readonly env?: NodeJS.ProcessEnv;
  /** What the process writes past Python's own `sys.stdout` and `sys.stderr`. */
  readonly onLog: (line: LogLine) => void;
}

export interface ConnectorProcess {
  readonly ended: Promise<ProcessEnd>;
  /** Ends the process and all it started: politely, by force after a second. Resolves when it is gone. */
  stop(): Promise<void>;
}

const secondsToComply = 1;
/** A process that left our group may hold the pipes open after the connector is gone. */
const millisecondsToDrain = 300;
const keptErrorOutput = 16 * 1024;

/** Resolves when the process runs; rejects with a `UserError` when the system cannot start it. */
export async function startConnectorProcess(command: ConnectorCommand): Promise<ConnectorProcess> {
  const { interpreter, hostScript, project, channel, env = process.env, onLog } = command;
  const child = spawn(interpreter, [hostScript], {
    cwd: project,
    env: { ...env, [channelVariable]: `${channel.port}:${channel.token}` },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: the terminal's Ctrl-C reaches only us, and one signal reaches all it starts.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  let errorOutput = "";
  splitLines(child.stdout, (message) => {
    onLog({ level: "INFO", origin: "print", message, time: Date.now() });
  });
  splitLines(child.stderr, (message) => {
    errorOutput = `${errorOutput}${message}\n`.slice(-keptErrorOutput);
    onLog({ level: "INFO", origin: "stderr", message, time: Date.now() });
  });
  const ended = waitForEnd(child).then((end): ProcessEnd => ({ ...end, stderr: errorOutput }));
  await waitForStart(child, command);

  const killWithOwner = () => {
    signalTree(child, "SIGKILL");
  };
  process.on("exit", killWithOwner);
  const endGuard = child.pid === undefined ? undefined : guardGroup(child.pid);
  void ended.then(() => {
    process.off("exit", killWithOwner);
    endGuard?.();
  });

  return {
    ended,
    async stop() {
      if (hasEnded(child)) {
        await ended;
        return;
      }
      signalTree(child, "SIGTERM");
      const force = setTimeout(killWithOwner, secondsToComply * 1000);
      await ended;
      clearTimeout(force);
    },
  };
}

function waitForStart(child: ChildProcess, { interpreter }: ConnectorCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) => {
      reject(
        new UserError("pythonNotUsable", `${interpreter} could not be started: ${cause.message}.`, {
          action: "Choose another Python interpreter for this project.",
          cause,
        }),
      );
    });
  });
}

function waitForEnd(child: ChildProcess): Promise<Omit<ProcessEnd, "stderr">> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      // What the connector started must not outlive it.
      signalTree(child, "SIGKILL");
      const end = { code, signal };
      const drained = setTimeout(() => {
        resolve(end);
      }, millisecondsToDrain);
      child.once("close", () => {
        clearTimeout(drained);
        resolve(end);
      });
    });
  });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) {
    return;
  }
  if (process.platform === "win32") {
    // The process id may already belong to someone else.
    if (!hasEnded(child)) {
      spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { windowsHide: true });
    }
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!isNoSuchProcess(error)) {
      throw error;
    }
  }
}

/** EPERM is macOS's answer for a group in which only ended processes are left. */
function isNoSuchProcess(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "ESRCH" || error.code === "EPERM")
  );
}
