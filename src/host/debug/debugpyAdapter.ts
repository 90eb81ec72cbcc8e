/** debugpy's adapter as a process of ours, so that the Debug Console can be told how the sync ended before the session does. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import * as vscode from "vscode";

export interface DebugpyAdapterOptions {
  readonly python: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The line that the Debug Console ends with; undefined when there is none. */
  lastLine(): Promise<string | undefined>;
}

/** A session that ends must not hang on a report that does not come. */
const millisecondsForLastLine = 3000;
const mostComplaints = 4000;
const headerEnd = "\r\n\r\n";

/** Rejects when Python cannot be started. */
export async function startDebugpyAdapter(options: DebugpyAdapterOptions): Promise<DebugpyAdapter> {
  const { python, cwd, env } = options;
  const child = spawn(python, ["-m", "debugpy.adapter"], { cwd, env, windowsHide: true });
  await once(child, "spawn");
  return new DebugpyAdapter(child, () => options.lastLine());
}

export class DebugpyAdapter implements vscode.DebugAdapter {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lastLine: () => Promise<string | undefined>;
  readonly #messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly onDidSendMessage = this.#messages.event;
  /** Of interest only when the adapter itself fails: it also complains of questions about a program that has ended. */
  #complaints = "";
  #received: Buffer = Buffer.alloc(0);
  #passing: Promise<void> = Promise.resolve();
  #isTerminated = false;

  constructor(child: ChildProcessWithoutNullStreams, lastLine: () => Promise<string | undefined>) {
    this.#child = child;
    this.#lastLine = lastLine;
    child.stdout.on("data", (bytes: Buffer) => {
      this.#receive(bytes);
    });
    child.stderr.on("data", (bytes: Buffer) => {
      this.#complaints = (this.#complaints + bytes.toString()).slice(-mostComplaints);
    });
    // Writing to a process that is gone is told by its exit.
    child.stdin.on("error", () => undefined);
    child.on("error", () => undefined);
    child.on("close", () => {
      if (!this.#isTerminated && this.#complaints !== "") {
        this.#pass(outputEvent(this.#complaints, "stderr"));
      }
      this.#pass({ seq: 0, type: "event", event: "terminated" });
    });
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    const body = Buffer.from(JSON.stringify(message));
    this.#child.stdin.write(`Content-Length: ${body.length}${headerEnd}`);
    this.#child.stdin.write(body);
  }

  dispose(): void {
    this.#messages.dispose();
    this.#child.stdin.end();
    this.#child.kill();
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const start = this.#received.indexOf(headerEnd);
      if (start < 0) {
        return;
      }
      const header = this.#received.toString("ascii", 0, start);
      const length = Number(/Content-Length: *(\d+)/i.exec(header)?.[1] ?? 0);
      const body = start + headerEnd.length;
      if (this.#received.length < body + length) {
        return;
      }
      const message: unknown = JSON.parse(this.#received.toString("utf8", body, body + length));
      this.#received = this.#received.subarray(body + length);
      if (typeof message === "object" && message !== null) {
        this.#pass(message);
      }
    }
  }

  /** In the order in which they came. */
  #pass(message: vscode.DebugProtocolMessage): void {
    this.#passing = this.#passing.then(async () => {
      if (Reflect.get(message, "event") === "terminated") {
        if (this.#isTerminated) {
          return;
        }
        this.#isTerminated = true;
        await this.#sayLastLine();
      }
      this.#messages.fire(message);
    });
  }

  async #sayLastLine(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, millisecondsForLastLine);
    });
    const line = await Promise.race([this.#lastLine(), timeout]);
    clearTimeout(timer);
    if (line !== undefined) {
      this.#messages.fire(outputEvent(`${line}\n`, "console"));
    }
  }
}

function outputEvent(output: string, category: "console" | "stderr"): vscode.DebugProtocolMessage {
  const event = { seq: 0, type: "event", event: "output", body: { category, output } };
  return event;
}
