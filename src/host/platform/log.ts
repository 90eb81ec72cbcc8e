/** The output channel "Connector": what connectors and the SDK log, and our own faults with their stacks. */
import * as vscode from "vscode";
import { assertNever } from "../../shared/base/assertNever.ts";
import type { LogLine } from "../../shared/model/sync.ts";

export interface Log extends vscode.Disposable {
  line(line: LogLine): void;
  info(message: string): void;
  warn(message: string): void;
  error(error: unknown): void;
  show(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel("Connector", { log: true });
  return {
    line(line) {
      writeLine(channel, line);
    },
    info(message) {
      channel.info(message);
    },
    warn(message) {
      channel.warn(message);
    },
    error(error) {
      channel.error(error instanceof Error ? error : String(error));
    },
    show() {
      channel.show(true);
    },
    dispose() {
      channel.dispose();
    },
  };
}

function writeLine(channel: vscode.LogOutputChannel, { level, origin, message }: LogLine): void {
  const text = origin === "connector" ? message : `[${origin}] ${message}`;
  switch (level) {
    case "DEBUG":
    case "FINE":
      channel.debug(text);
      break;
    case "INFO":
      channel.info(text);
      break;
    case "WARNING":
      channel.warn(text);
      break;
    case "ERROR":
    case "SEVERE":
    case "CRITICAL":
      channel.error(text);
      break;
    default:
      assertNever(level);
  }
}
