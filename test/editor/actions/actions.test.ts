import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../../src/host/api.ts";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import { activateExtension, until, usePython, workspaceFolder } from "../underTest.ts";

describe("actions that need the extension", () => {
  let api: ConnectorWorkbenchApi;
  let project: string;
  let connector: vscode.Uri;
  let configuration: vscode.Uri;

  before(async () => {
    api = await activateExtension();
    project = workspaceFolder();
    connector = vscode.Uri.file(path.join(project, "connector.py"));
    configuration = vscode.Uri.file(path.join(project, "configuration.json"));
    await usePython();
  });

  /** Runs the action of that title at a text of configuration.json, once the language server offers it. */
  async function act(title: string, at: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(configuration);
    await vscode.window.showTextDocument(document);
    const place = document.positionAt(document.getText().indexOf(at) + 1);
    let command: vscode.Command | undefined;
    await until(`${title} is offered`, async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        configuration,
        new vscode.Range(place, place),
      );
      command = actions.find((action) => action.title === title)?.command;
      return command !== undefined;
    });
    assert.ok(command);
    await vscode.commands.executeCommand(
      command.command,
      ...((command.arguments ?? []) as unknown[]),
    );
  }

  function saved(): string {
    return readFileSync(configuration.fsPath, "utf8");
  }

  async function run(): Promise<SyncReport> {
    return vscode.commands.executeCommand("connectorWorkbench.runSyncFresh");
  }

  it("moves a secret out of the file, and gives it to runs and debug sessions", async () => {
    await act("Move api_key to secret storage", "api_key");
    assert.equal(saved(), '{\n  "api_key": "<SECRET:api_key>"\n}\n');
    const { status, error } = await run();
    assert.equal(error?.message, undefined);
    assert.equal(status, "succeeded");
    await vscode.commands.executeCommand("connectorWorkbench.debugSync");
    await until("the debugged sync has ended", async () => {
      const last = (await api.runs(project)).at(-1);
      return last?.run !== 1 && last?.status === "succeeded";
    });
  });

  it("proposes schema() from the sync as a diff, and applies it when told to", async () => {
    await run();
    await until("there is a proposal", async () => {
      await vscode.commands.executeCommand("connectorWorkbench.generateSchema", connector);
      return (
        vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff
      );
    });
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const proposed = await vscode.workspace.openTextDocument(input.modified);
    assert.match(proposed.getText(), /"primary_key": \["id"\]/);
    const document = await vscode.workspace.openTextDocument(connector);
    assert.doesNotMatch(document.getText(), /def schema/);
    await vscode.commands.executeCommand("connectorWorkbench.applySchema", input.modified);
    assert.equal(document.getText(), proposed.getText());
    const { status } = await run();
    assert.equal(status, "succeeded");
    const [orders] = await api.tables(project);
    assert.deepEqual(orders?.primaryKey, ["id"]);
    assert.ok(orders.columns.some(({ name, type }) => name === "note" && type === "STRING"));
  });

  it("puts a secret back into the file", async () => {
    await act("Put the value of api_key back", "api_key");
    assert.equal(saved(), '{\n  "api_key": "sesame-42"\n}\n');
  });
});
