import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../../src/host/api.ts";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import { activateExtension, until, usePython, workspaceFolder } from "../underTest.ts";

describe("running a connector", () => {
  let api: ConnectorWorkbenchApi;
  let project: string;

  before(async () => {
    api = await activateExtension();
    project = workspaceFolder();
    await usePython();
  });

  function run(command: string): Thenable<SyncReport> {
    return vscode.commands.executeCommand<SyncReport>(`connectorWorkbench.${command}`);
  }

  it("fills the destination with one command, without an argument", async () => {
    const { status, counts } = await run("runSyncFresh");
    assert.equal(status, "succeeded");
    assert.deepEqual(counts, {
      upserts: 8,
      updates: 0,
      deletes: 1,
      truncates: 0,
      checkpoints: 2,
      files: 0,
      warnings: 0,
    });
    const tables = await api.tables(project);
    assert.deepEqual(
      tables.map(({ name, rows, deletedRows }) => [name, rows, deletedRows]),
      [
        ["orders", 5, 0],
        ["customers", 3, 1],
      ],
    );
    const page = await api.page(project, { schema: null, name: "orders" }, 0, 2);
    assert.equal(page.totalRows, 5);
    assert.deepEqual(page.cells[page.columns.findIndex(({ name }) => name === "total")], [
      "10.50",
      "20.50",
    ]);
  });

  it("keeps the checkpoints of each run", async () => {
    const before = await api.runs(project);
    await run("runSync");
    const runs = await api.runs(project);
    assert.equal(runs.length, before.length + 1);
    const newest = runs.toSorted((one, other) => other.run - one.run)[0];
    assert.equal(newest?.status, "succeeded");
    assert.deepEqual(newest.checkpoints.at(-1)?.state, {
      customers: { cursor: 3 },
      orders: { cursor: 5 },
    });
  });

  it("shows the state of a checkpoint as a document", async () => {
    const [entry] = await api.runs(project);
    assert.ok(entry);
    const target = { project: { folder: project }, run: entry.run, checkpoint: { index: 1 } };
    await vscode.commands.executeCommand("connectorWorkbench.showState", target);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "json");
    assert.deepEqual(JSON.parse(document.getText()), { customers: { cursor: 3 } });
  });

  it("opens a table in a tab, once", async () => {
    const reference = { project, schema: null, table: "orders" };
    await vscode.commands.executeCommand("connectorWorkbench.openTable", reference);
    await vscode.commands.executeCommand("connectorWorkbench.openTable", reference);
    const count = () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ label }) => label === "orders").length;
    await until("the tab is there", () => count() > 0);
    assert.equal(count(), 1);
  });

  it("saves what is being edited before it runs", async () => {
    const file = vscode.Uri.joinPath(vscode.Uri.file(project), "configuration.json");
    const document = await vscode.workspace.openTextDocument(file);
    const original = document.getText();
    const replace = async (text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
    };
    await replace('{ "orders": "7" }\n');
    assert.equal(document.isDirty, true);
    const report = await run("runSyncFresh");
    assert.equal(report.tables.find(({ name }) => name === "orders")?.rows, 7);
    await replace(original);
    await document.save();
  });

  it("writes what the connector logs to no file of the project", async () => {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.file(project));
    const names = entries.map(([name]) => name).filter((name) => name !== "__pycache__");
    assert.deepEqual(names.sort(), [".vscode", "configuration.json", "connector.py", "shop.py"]);
  });
});
