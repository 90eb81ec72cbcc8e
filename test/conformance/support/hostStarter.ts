/** Starts connector hosts for cases: forked from a process that has the SDK imported where the system can fork, else plainly. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { startConnectorProcess } from "../../../src/engine/sync/connectorProcess.ts";
import type { Listening, ProcessEnd } from "../../../src/shared/protocol/destination.ts";

export interface HostStarter {
  /** Runs one host to its end. `output` is a file for what it writes. */
  run(job: HostJob): Promise<ProcessEnd>;
  close(): void;
}

export interface HostJob {
  /** Path of `run_connector.py`. */
  readonly hostScript: string;
  readonly project: string;
  readonly channel: Listening;
  readonly output: string;
}

export function hostStarter(interpreter: string): HostStarter {
  return process.platform === "win32" ? plainStarter(interpreter) : forkingStarter(interpreter);
}

function forkingStarter(interpreter: string): HostStarter {
  const zygote = spawn(interpreter, [path.join(import.meta.dirname, "zygote.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting: { resolve: (answer: string) => void; reject: (reason: Error) => void }[] = [];
  createInterface({ input: zygote.stdout }).on("line", (line) => waiting.shift()?.resolve(line));
  zygote.on("exit", (code) => {
    const reason = new Error(`The process that starts hosts ended (${String(code)}).`);
    for (const { reject } of waiting.splice(0)) reject(reason);
  });
  return {
    async run({ hostScript, project, channel, output }) {
      const job = {
        host: hostScript,
        project,
        channel: `${String(channel.port)}:${channel.token}`,
        output,
      };
      const answer = new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
      zygote.stdin.write(`${JSON.stringify(job)}\n`);
      const end = JSON.parse(await answer) as Omit<ProcessEnd, "stderr">;
      return { ...end, stderr: readFileSync(output, "utf8") };
    },
    close() {
      zygote.stdin.end();
    },
  };
}

function plainStarter(interpreter: string): HostStarter {
  return {
    async run({ hostScript, project, channel }) {
      const host = await startConnectorProcess({
        interpreter,
        hostScript,
        project,
        channel,
        onLog: () => undefined,
      });
      return host.ended;
    },
    close: () => undefined,
  };
}
