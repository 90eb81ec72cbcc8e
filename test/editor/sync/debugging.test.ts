import assert from "node:assert/strict";
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

describe("debugging a connector", () => {
  let api: ConnectorWorkbenchApi;
  let project: string;
  let watcher: DebugWatcher;

  before(async () => {
    api = await activateExtension();
    await usePython();
    project = workspaceFolder();
    watcher = new DebugWatcher();
  });
  after(() => {
    watcher.dispose();
  });
  afterEach(async () => {
    removeBreakpoints();
    await watcher.allEnded();
  });

  async function rowsOf(table: string): Promise<number> {
    const tables = await api.tables(project);
    return tables.find(({ name }) => name === table)?.rows ?? 0;
  }

  it("starts with F5 from the connector, without a launch.json, and stops at its breakpoints", async () => {
    const connector = vscode.Uri.joinPath(vscode.Uri.file(project), "connector.py");
    await vscode.window.showTextDocument(connector);
    breakAt("connector.py", "connector");
    const first = watcher.nextStop();
    const ended = watcher.nextEnd();
    const reported = nextReport(api);
    await vscode.commands.executeCommand("workbench.action.debug.start");
    const stopped = await first;
    assert.equal(stopped.reason, "breakpoint");
    // Emitted before the line that is about to run; the program is stopped and stays so.
    assert.equal(await rowsOf("customers"), 3);
    assert.equal(await rowsOf("orders"), 0);

    const second = watcher.nextStop();
    await resume(stopped);
    await second;
    assert.equal(await rowsOf("orders"), 1);
    const page = await api.page(project, { schema: null, name: "orders" }, 0, 10);
    assert.equal(page.totalRows, 1);

    removeBreakpoints();
    await resume(stopped);
    const report = await reported;
    assert.equal(report.status, "succeeded");
    assert.equal(await rowsOf("orders"), 5);
    await ended;
    assert.match(watcher.output.join(""), /reading the shop/);
    assert.match(watcher.output.at(-1) ?? "", /^Sync succeeded: 9 rows in [\d.]+ s\.\n$/);
  });

  it("stops where an exception is raised that the connector does not catch, and shows its traceback", async () => {
    const configuration = vscode.Uri.joinPath(vscode.Uri.file(project), "wrong.json");
    await vscode.workspace.fs.writeFile(
      configuration,
      new TextEncoder().encode('{"orders": "many"}'),
    );
    const first = watcher.nextStop();
    const ended = watcher.nextEnd();
    const reported = nextReport(api);
    await vscode.debug.startDebugging(undefined, {
      type: "connector",
      request: "launch",
      name: "wrong",
      project,
      configuration: configuration.fsPath,
    });
    const stopped = await first;
    assert.equal(stopped.reason, "exception");
    const [frame] = await framesAt(stopped);
    assert.match(JSON.stringify(frame), /connector\.py/);
    assert.equal(await rowsOf("customers"), 3);
    await resume(stopped);
    const report = await reported;
    assert.equal(report.status, "failed");
    await ended;
    await vscode.workspace.fs.delete(configuration);
    assert.match(watcher.output.join(""), /Traceback[^]*ValueError: invalid literal for int\(\)/);
    assert.match(watcher.output.at(-1) ?? "", /^Sync failed: [^]*\(.*\.py:\d+\)\n$/);
  });

  it("stops in modules the connector imports", async () => {
    breakAt("shop.py", "module");
    const stop = watcher.nextStop();
    const reported = nextReport(api);
    await vscode.commands.executeCommand("connectorWorkbench.debugSync");
    const stopped = await stop;
    const frames = await framesAt(stopped);
    assert.deepEqual(
      frames.slice(0, 2).map(({ name }) => name),
      ["read_orders", "update"],
    );
    removeBreakpoints();
    await resume(stopped);
    assert.equal((await reported).status, "succeeded");
  });
});
