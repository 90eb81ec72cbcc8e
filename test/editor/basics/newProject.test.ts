import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import { activateExtension, usePython, workspaceFolder } from "../underTest.ts";

describe("a new project", () => {
  it("is written from a template, found, and runs as it is", async () => {
    const api = await activateExtension();
    await usePython();
    assert.deepEqual(await api.projects(), []);
    const target = path.join(workspaceFolder(), "made");
    const plan = { templateId: "hello", target };
    assert.equal(
      await vscode.commands.executeCommand("connectorWorkbench.newProject", plan),
      target,
    );
    assert.deepEqual(await api.projects(), [target]);
    const report = await vscode.commands.executeCommand<SyncReport>("connectorWorkbench.runSync");
    assert.equal(report.status, "succeeded");
    assert.equal(report.tables.length, 1);
  });

  it("overwrites nothing", async () => {
    const target = path.join(workspaceFolder(), "taken");
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(target));
    writeFileSync(path.join(target, "connector.py"), "# mine\n");
    const plan = { templateId: "hello", target };
    const made = await vscode.commands.executeCommand("connectorWorkbench.newProject", plan);
    assert.equal(made, undefined);
    assert.deepEqual(readdirSync(target), ["connector.py"]);
  });
});
