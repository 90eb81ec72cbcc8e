// What tests inside the editor share: the extension's API, breakpoints by their marks, and what a debugger says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../src/host/api.ts";
import type { SyncReport } from "../../src/shared/model/sync.ts";

export const extensionId = "connector-workbench.connector-workbench";

export async function activateExtension(): Promise<ConnectorWorkbenchApi> {
  const extension = vscode.extensions.getExtension<ConnectorWorkbenchApi>(extensionId);
  assert.ok(extension, `${extensionId} is not there`);
  return extension.activate();
}

/** Makes the workspace use the interpreter that the launch named in the environment. */
export async function usePython(
  python = process.env["CONNECTOR_WORKBENCH_TEST_PYTHON"],
): Promise<void> {
  // A machine setting: in a served editor the user's own settings do not count for it.
  await vscode.workspace
    .getConfiguration("connectorWorkbench")
    .update("python", python, vscode.ConfigurationTarget.Workspace);
}

/** The folder that is open. */
export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "no folder is open");
  return folder.uri.fsPath;
}

/** Sets a breakpoint on the line that has `# breakpoint: <mark>`. */
export function breakAt(file: string, mark: string): vscode.SourceBreakpoint {
  const uri = vscode.Uri.file(path.join(workspaceFolder(), file));
  const line = readFileSync(uri.fsPath, "utf8")
    .split("\n")
    .findIndex((text) => text.includes(`# breakpoint: ${mark}`));
  assert.ok(line >= 0, `${file} has no mark ${mark}`);
  const breakpoint = new vscode.SourceBreakpoint(
    new vscode.Location(uri, new vscode.Position(line, 0)),
  );
  vscode.debug.addBreakpoints([breakpoint]);
  return breakpoint;
}

export async function resume({ session, threadId }: Stop): Promise<void> {
  await session.customRequest("continue", { threadId });
}

export interface Frame {
  readonly name: string;
  readonly line: number;
  readonly source: { readonly path: string };
}

/** The call stack, the innermost frame first. */
export async function framesAt({ session, threadId }: Stop): Promise<readonly Frame[]> {
  const answer = (await session.customRequest("stackTrace", { threadId })) as {
    readonly stackFrames: readonly Frame[];
  };
  return answer.stackFrames;
}

export function removeBreakpoints(): void {
  vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
}

export interface Stop {
  readonly session: vscode.DebugSession;
  readonly reason: string;
  readonly threadId: number;
}

/** Listens to the debug adapters of our sessions; every wait is for something that has not happened yet. */
export class DebugWatcher implements vscode.Disposable {
  readonly output: string[] = [];
  readonly #stops = new Waiters<Stop>();
  readonly #ends = new Waiters<vscode.DebugSession>();
  #running = 0;
  readonly #subscriptions = [
    vscode.debug.onDidStartDebugSession(({ type }) => {
      this.#running += type === "connector" ? 1 : 0;
    }),
    vscode.debug.registerDebugAdapterTrackerFactory("connector", {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage: (message: unknown) => {
          this.#onMessage(session, message);
        },
      }),
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      if (session.type === "connector") {
        this.#running--;
        this.#ends.settle(session);
      }
    }),
  ];

  nextStop(): Promise<Stop> {
    return this.#stops.next();
  }

  nextEnd(): Promise<vscode.DebugSession> {
    return this.#ends.next();
  }

  /** Stops what still runs. */
  async allEnded(): Promise<void> {
    while (this.#running > 0) {
      const ended = this.nextEnd();
      // It rejects for a session that is ending already.
      vscode.debug.stopDebugging().then(undefined, () => undefined);
      await ended;
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #onMessage(session: vscode.DebugSession, message: unknown): void {
    const { event, body } = message as { event?: string; body?: Record<string, unknown> };
    if (event === "stopped") {
      this.#stops.settle({
        session,
        reason: String(body?.["reason"]),
        threadId: Number(body?.["threadId"]),
      });
    } else if (event === "output") {
      this.output.push(String(body?.["output"]));
    }
  }
}

class Waiters<T> {
  #waiting: ((value: T) => void)[] = [];

  next(): Promise<T> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  settle(value: T): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) {
      resolve(value);
    }
  }
}

export function nextReport(api: ConnectorWorkbenchApi): Promise<SyncReport> {
  return new Promise((resolve) => {
    const subscription = api.onDidFinishSync(({ report }) => {
      subscription.dispose();
      resolve(report);
    });
  });
}

/** Waits for something that no event tells; fails with `what` after ten seconds. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isTrue())) {
    assert.ok(Date.now() < deadline, `waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
