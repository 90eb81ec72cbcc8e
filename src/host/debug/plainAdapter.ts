/** "Run Without Debugging" as a debug session: Stop and the Debug Console work, debugpy is not needed. */
import * as vscode from "vscode";
import type { LogLine, SyncReport } from "../../shared/model/sync.ts";
import { describeForEditor } from "../platform/errors.ts";

export interface PlainRun {
  /** Runs the sync until it ends or `signal` aborts. */
  run(onLog: (line: LogLine) => void, signal: AbortSignal): Promise<SyncReport>;
  /** The line that the Debug Console ends with. */
  describe(report: SyncReport): string;
}

/** The part of the Debug Adapter Protocol's request that is used here. */
interface Request {
  readonly seq: number;
  readonly type: "request";
  readonly command: string;
}

export class PlainAdapter implements vscode.DebugAdapter {
  readonly #run: PlainRun;
  readonly #messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly #abort = new AbortController();
  readonly onDidSendMessage = this.#messages.event;
  #seq = 1;

  constructor(run: PlainRun) {
    this.#run = run;
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    if (!isRequest(message)) {
      return;
    }
    switch (message.command) {
      case "initialize":
        this.#respond(message, { supportsTerminateRequest: true });
        this.#event("initialized");
        break;
      case "launch":
        this.#respond(message);
        void this.#sync();
        break;
      case "terminate":
      case "disconnect":
        this.#abort.abort();
        this.#respond(message);
        break;
      case "threads":
        this.#respond(message, { threads: [] });
        break;
      case "setBreakpoints":
        this.#respond(message, { breakpoints: [] });
        break;
      default:
        this.#respond(message);
    }
  }

  dispose(): void {
    this.#abort.abort();
    this.#messages.dispose();
  }

  async #sync(): Promise<void> {
    let exitCode = 1;
    try {
      const report = await this.#run.run((line) => {
        this.#line(line);
      }, this.#abort.signal);
      exitCode = report.status === "failed" ? 1 : 0;
      this.#output(this.#run.describe(report), "console");
    } catch (error) {
      this.#output(describeForEditor(error), "stderr");
    }
    this.#event("exited", { exitCode });
    this.#event("terminated");
  }

  #line({ level, message }: LogLine): void {
    const isBad = level === "ERROR" || level === "SEVERE" || level === "CRITICAL";
    this.#output(message, isBad ? "stderr" : "stdout");
  }

  #output(text: string, category: "stdout" | "stderr" | "console"): void {
    this.#event("output", { category, output: `${text}\n` });
  }

  #event(event: string, body: object = {}): void {
    this.#send({ type: "event", event, body });
  }

  #respond({ seq, command }: Request, body: object = {}): void {
    this.#send({ type: "response", request_seq: seq, success: true, command, body });
  }

  #send(message: object): void {
    this.#messages.fire({ seq: this.#seq++, ...message });
  }
}

function isRequest(message: object): message is Request {
  return (
    "type" in message &&
    message.type === "request" &&
    "command" in message &&
    typeof message.command === "string" &&
    "seq" in message &&
    typeof message.seq === "number"
  );
}
