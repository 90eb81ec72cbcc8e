import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../../src/host/api.ts";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import {
  activateExtension,
  DebugWatcher,
  nextReport,
  until,
  usePython,
  workspaceFolder,
} from "../underTest.ts";

// The connector ignores signals, never returns, and has a child process that ignores them, too.
describe("stopping a connector that does not want to end", () => {
  let api: ConnectorWorkbenchApi;
  let project: string;
  let watcher: DebugWatcher;

  before(async () => {
    api = await activateExtension();
    project = path.join(workspaceFolder(), "stubborn");
    await usePython();
    watcher = new DebugWatcher();
  });
  after(() => {
    watcher.dispose();
  });

  /** The connector's process and the one it started, once they run. */
  async function processes(): Promise<readonly number[]> {
    const name = { schema: null, name: "processes" };
    await until("the connector has said its process id", async () => {
      const newest = (await api.runs(project)).toSorted((one, other) => other.run - one.run)[0];
      return newest?.status === null && newest.checkpoints.length === 1;
    });
    const { columns, cells } = await api.page(project, name, 0, 1);
    return ["pid", "child"].map((column) =>
      Number(cells[columns.findIndex((candidate) => candidate.name === column)]?.[0]),
    );
  }

  async function allGone(pids: readonly number[]): Promise<void> {
    await until(`${pids.join(" and ")} are gone`, () => pids.every((pid) => !isRunning(pid)));
  }

  function launch(options: object): Thenable<boolean> {
    return vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], {
      name: "stubborn",
      type: "connector",
      request: "launch",
      project,
      start: "fresh",
      ...options,
    });
  }

  it("ends it and its child when the debug session is stopped", async () => {
    const reported = nextReport(api);
    const ended = watcher.nextEnd();
    assert.equal(await launch({ subProcess: false }), true);
    const pids = await processes();
    await vscode.debug.stopDebugging();
    await ended;
    await allGone(pids);
    const report = await reported;
    assert.equal(report.status, "cancelled");
    assert.equal(report.checkpoints.length, 1);
  });

  it("ends it when it runs without debugging and is stopped", async () => {
    const reported = nextReport(api);
    const ended = watcher.nextEnd();
    assert.equal(await launch({ noDebug: true }), true);
    const pids = await processes();
    await vscode.debug.stopDebugging();
    await ended;
    await allGone(pids);
    assert.equal((await reported).status, "cancelled");
    assert.match(watcher.output.at(-1) ?? "", /^Sync cancelled: /);
  });

  it("ends it when its sync is cancelled", async () => {
    const running = vscode.commands.executeCommand<SyncReport>(
      "connectorWorkbench.runSyncFresh",
      project,
    );
    const pids = await processes();
    await vscode.commands.executeCommand("connectorWorkbench.cancelSync");
    assert.equal((await running).status, "cancelled");
    await allGone(pids);
  });

  it("refuses a second sync while one runs", async () => {
    const running = vscode.commands.executeCommand<SyncReport>(
      "connectorWorkbench.runSyncFresh",
      project,
    );
    await processes();
    const second = await vscode.commands.executeCommand("connectorWorkbench.runSync", project);
    assert.equal(second, undefined);
    await vscode.commands.executeCommand("connectorWorkbench.cancelSync");
    await running;
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
