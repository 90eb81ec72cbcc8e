import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../../src/host/api.ts";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import { activateExtension, until, usePython, workspaceFolder } from "../underTest.ts";

describe("a workspace with several connectors", () => {
  let api: ConnectorWorkbenchApi;

  before(async () => {
    api = await activateExtension();
    await usePython();
  });

  function run(target: unknown): Thenable<SyncReport> {
    return vscode.commands.executeCommand<SyncReport>("connectorWorkbench.runSyncFresh", target);
  }

  it("finds them all", async () => {
    const folders = (await api.projects()).map((folder) =>
      path.relative(workspaceFolder(), folder),
    );
    assert.deepEqual(folders, ["broken", path.join("nested", "small"), "parent", "stubborn"]);
  });

  it("runs the one a file belongs to, in a destination of its own", async () => {
    const project = path.join(workspaceFolder(), "nested", "small");
    const report = await run(vscode.Uri.file(path.join(project, "connector.py")));
    assert.equal(report.status, "succeeded");
    assert.deepEqual(
      (await api.tables(project)).map(({ name }) => name),
      ["hello"],
    );
    assert.deepEqual(await api.tables(path.join(workspaceFolder(), "broken")), []);
  });

  it("runs the one that is being edited when no other is named", async () => {
    const file = path.join(workspaceFolder(), "nested", "small", "connector.py");
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    const report = await vscode.commands.executeCommand<SyncReport>("connectorWorkbench.runSync");
    assert.deepEqual(report.state, { syncs: 2 });
  });

  it("reports where a connector failed and keeps what was checkpointed", async () => {
    const project = path.join(workspaceFolder(), "broken");
    const report = await run(project);
    assert.equal(report.status, "failed");
    assert.match(report.error?.message ?? "", /the source said no/);
    assert.equal(path.basename(report.error?.file ?? ""), "connector.py");
    assert.equal(report.error?.line, 11);
    assert.equal((await api.tables(project))[0]?.rows, 1);
  });

  it("keeps the problems of one while another runs", async () => {
    const file = vscode.Uri.file(path.join(workspaceFolder(), "broken", "connector.py"));
    const lines = () =>
      vscode.languages
        .getDiagnostics(file)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
        .map(({ range }) => range.start.line);
    await until("the error is shown", () => lines().includes(10));
    const seen: number[] = [];
    const watching = vscode.languages.onDidChangeDiagnostics(() => {
      seen.push(lines().length);
    });
    await run(path.join(workspaceFolder(), "nested", "small"));
    watching.dispose();
    assert.ok(seen.length > 0 && seen.every((count) => count > 0), seen.join(", "));
    assert.ok(lines().includes(10));
  });

  it("offers a launch configuration for each", async () => {
    const project = path.join(workspaceFolder(), "nested", "small");
    const ended = new Promise<void>((resolve) => {
      const subscription = vscode.debug.onDidTerminateDebugSession(() => {
        subscription.dispose();
        resolve();
      });
    });
    const started = await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], {
      name: "limited",
      type: "connector",
      request: "launch",
      project: "${workspaceFolder}/nested/small",
      start: "fresh",
    });
    assert.equal(started, true);
    await ended;
    assert.equal((await api.tables(project))[0]?.rows, 1);
  });
});
