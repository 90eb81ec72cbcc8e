import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../../src/host/api.ts";
import {
  activateExtension,
  breakAt,
  DebugWatcher,
  framesAt,
  nextReport,
  removeBreakpoints,
  resume,
  usePython,
  workspaceFolder,
} from "../underTest.ts";

describe("what a launch configuration can say", () => {
  let api: ConnectorWorkbenchApi;
  let watcher: DebugWatcher;

  before(async () => {
    api = await activateExtension();
    await usePython();
    watcher = new DebugWatcher();
  });
  after(() => {
    watcher.dispose();
  });
  afterEach(async () => {
    removeBreakpoints();
    await watcher.allEnded();
  });

  function launch(project: string, options: object = {}): Thenable<boolean> {
    return vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], {
      name: "launched by a test",
      type: "connector",
      request: "launch",
      project: path.join(workspaceFolder(), project),
      start: "fresh",
      ...options,
    });
  }

  it("stops at the first line of connector.py with stopOnEntry", async () => {
    const stop = watcher.nextStop();
    await launch("nested/small", { stopOnEntry: true });
    const [top] = await framesAt(await stop);
    assert.equal(path.basename(top?.source.path ?? ""), "connector.py");
    assert.equal(top?.line, 1);
  });

  it("debugs Python processes the connector starts", async () => {
    breakAt("parent/reader.py", "child");
    const stop = watcher.nextStop();
    const reported = nextReport(api);
    await launch("parent");
    const stopped = await stop;
    const [top] = await framesAt(stopped);
    assert.equal(path.basename(top?.source.path ?? ""), "reader.py");
    removeBreakpoints();
    await resume(stopped);
    const report = await reported;
    assert.equal(report.status, "succeeded");
    assert.equal(report.tables[0]?.rows, 3);
  });

  it("leaves them alone without subProcess", async () => {
    breakAt("parent/reader.py", "child");
    const reported = nextReport(api);
    await launch("parent", { subProcess: false });
    assert.equal((await reported).status, "succeeded");
  });

  it("starts again with Restart", async () => {
    const stop = watcher.nextStop();
    await launch("nested/small", { stopOnEntry: true });
    await stop;
    const again = watcher.nextStop();
    const cancelled = nextReport(api);
    await vscode.commands.executeCommand("workbench.action.debug.restart");
    assert.equal((await cancelled).status, "cancelled");
    const stopped = await again;
    const reported = nextReport(api);
    await resume(stopped);
    assert.equal((await reported).status, "succeeded");
  });

  it("limits a trial", async () => {
    const reported = nextReport(api);
    await launch("parent", { limitRows: 2, noDebug: true });
    const report = await reported;
    assert.equal(report.status, "limited");
    assert.equal(report.tables[0]?.rows, 2);
  });

  it("starts from a checkpoint of an earlier run", async () => {
    const project = path.join(workspaceFolder(), "nested", "small");
    const first = nextReport(api);
    await launch("nested/small", { noDebug: true });
    const { run } = await first;
    await watcher.allEnded();
    const second = nextReport(api);
    await launch("nested/small", { noDebug: true, start: `${run}:1` });
    assert.deepEqual((await second).state, { syncs: 2 });
    assert.equal((await api.tables(project))[0]?.rows, 2);
  });

  it("takes a relative project from the workspace folder", async () => {
    const reported = nextReport(api);
    assert.equal(await launch("", { project: "./parent", noDebug: true }), true);
    assert.equal((await reported).status, "succeeded");
  });

  it("refuses what it does not understand", async () => {
    assert.equal(await launch("nested/small", { start: "yesterday" }), false);
    assert.equal(await launch("nested/small", { limitRows: -1 }), false);
    assert.equal(await launch("nowhere"), false);
  });
});
