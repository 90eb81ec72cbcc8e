import assert from "node:assert/strict";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { ConnectorWorkbenchApi } from "../../../src/host/api.ts";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import { activateExtension, until, usePython, workspaceFolder } from "../underTest.ts";

describe("findings of a sync", () => {
  let api: ConnectorWorkbenchApi;
  let project: string;
  let connector: vscode.Uri;

  before(async () => {
    api = await activateExtension();
    project = workspaceFolder();
    connector = vscode.Uri.file(path.join(project, "connector.py"));
    await usePython();
  });
  afterEach(async () => {
    await configuration({});
    await vscode.window.showTextDocument(connector);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await ignore(undefined);
  });

  function configuration(value: object): Thenable<void> {
    const file = vscode.Uri.joinPath(vscode.Uri.file(project), "configuration.json");
    return vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(value)));
  }

  function ignore(codes: readonly string[] | undefined): Thenable<void> {
    const { Workspace } = vscode.ConfigurationTarget;
    return vscode.workspace
      .getConfiguration("connectorWorkbench", connector)
      .update("findings.ignore", codes, Workspace);
  }

  /** A sync, after which the Problems panel has what it found. */
  async function sync(command = "runSyncFresh"): Promise<SyncReport> {
    const report = await vscode.commands.executeCommand<SyncReport>(
      `connectorWorkbench.${command}`,
    );
    await until("the findings are shown", () => problems().length > 0);
    return report;
  }

  function problems(): readonly vscode.Diagnostic[] {
    return vscode.languages
      .getDiagnostics(connector)
      .filter(({ source }) => source === "Connector Workbench");
  }

  function problem(code: string): vscode.Diagnostic | undefined {
    return problems().find((one) => codeOf(one) === code);
  }

  function codeOf({ code }: vscode.Diagnostic): unknown {
    return typeof code === "object" ? code.value : code;
  }

  function lineOf(text: string): number {
    const document = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.fsPath === connector.fsPath,
    );
    return (
      document
        ?.getText()
        .split("\n")
        .findIndex((line) => line.includes(text)) ?? -1
    );
  }

  async function edit(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
    const whole = new vscode.WorkspaceEdit();
    change(whole);
    assert.ok(await vscode.workspace.applyEdit(whole));
  }

  async function actionsFor(code: string): Promise<readonly vscode.CodeAction[]> {
    const found = problem(code);
    assert.ok(found, code);
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      connector,
      found.range,
      vscode.CodeActionKind.QuickFix.value,
    );
  }

  async function apply(code: string, title: string): Promise<void> {
    const actions = await actionsFor(code);
    const action = actions.find((one) => one.title === title);
    assert.ok(action, `${title} is not in ${actions.map((one) => one.title).join(", ")}`);
    if (action.edit) {
      await vscode.workspace.applyEdit(action.edit);
    }
    if (action.command) {
      await vscode.commands.executeCommand(
        action.command.command,
        ...((action.command.arguments ?? []) as unknown[]),
      );
    }
  }

  it("are at their lines, with their codes and severities", async () => {
    await vscode.window.showTextDocument(connector);
    await sync();
    const undeclared = problem("undeclared-table");
    assert.equal(undeclared?.range.start.line, lineOf("custmers"));
    assert.equal(undeclared.range.start.character, 8, "without the indentation");
    assert.equal(undeclared.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(undeclared.message, /custmers/);
    assert.equal(problem("no-checkpoint")?.range.start.line, lineOf("def update"));
    assert.equal(problem("float-money")?.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(problem("schema-key-ignored")?.severity, vscode.DiagnosticSeverity.Error);
    const { code } = undeclared;
    assert.ok(typeof code === "object");
    assert.match(code.target.toString(true), /#findings$/);
  });

  it("move with edits above them, and go when their line is edited", async () => {
    await vscode.window.showTextDocument(connector);
    await sync();
    await edit((change) => {
      change.insert(connector, new vscode.Position(0, 0), "# one more\n# and another\n");
    });
    const line = lineOf("custmers");
    assert.equal(problem("undeclared-table")?.range.start.line, line);
    await edit((change) => {
      change.insert(connector, new vscode.Position(line, 12), " ");
    });
    assert.equal(problem("undeclared-table"), undefined);
    assert.equal(problem("float-money")?.range.start.line, line + 1);
  });

  it("are where their lines are now when the file was edited during the sync", async () => {
    await vscode.window.showTextDocument(connector);
    // The connector renames the file, then waits in update() for as long as it is there.
    const wait = path.join(project, "wait");
    writeFileSync(wait, "");
    await configuration({ wait });
    const syncing = sync();
    await until("the connector is in update()", () => existsSync(`${wait}ing`));
    await edit((change) => {
      change.insert(connector, new vscode.Position(0, 0), "# edited meanwhile\n");
    });
    rmSync(`${wait}ing`);
    await syncing;
    assert.equal(problem("undeclared-table")?.range.start.line, lineOf("custmers"));
    assert.equal(problem("no-checkpoint")?.range.start.line, lineOf("def update"));
  });

  it("are put right by quick fixes, after which the file says what was meant", async () => {
    await vscode.window.showTextDocument(connector);
    await sync();
    await apply("undeclared-table", "Use declared table customers");
    await apply("float-money", "Declare type of orders.total_price in schema(): DECIMAL(18,4)");
    await until(
      "what was fixed is gone",
      () => !problem("float-money") && !problem("undeclared-table"),
    );
    await apply("no-checkpoint", "Checkpoint at the end of update()");
    const document = await vscode.workspace.openTextDocument(connector);
    const text = document.getText();
    assert.ok(text.includes('op.upsert("customers", {"id": number,'), text);
    assert.ok(
      text.includes(
        '"primary_keys": ["id"], "columns": {"total_price": {"type": "DECIMAL", "precision": 18, "scale": 4}}},',
      ),
      text,
    );
    assert.ok(text.includes('no")\n    op.checkpoint(state)\n'), text);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("can be turned off, at once", async () => {
    await vscode.window.showTextDocument(connector);
    await sync();
    await apply("undeclared-table", "Turn off undeclared-table in this workspace");
    await until("it is gone", () => !problem("undeclared-table"));
    const { workspaceValue } =
      vscode.workspace
        .getConfiguration("connectorWorkbench", connector)
        .inspect<readonly string[]>("findings.ignore") ?? {};
    assert.deepEqual(workspaceValue, ["undeclared-table"]);
    assert.ok(problem("no-checkpoint"));
    await ignore([]);
    await until("it is back", () => problem("undeclared-table") !== undefined);
  });

  it("give way to those of the next sync, whose error is at its line", async () => {
    await vscode.window.showTextDocument(connector);
    await sync();
    await configuration({ fail: "yes" });
    const seen: number[] = [];
    const watching = vscode.languages.onDidChangeDiagnostics(() => {
      seen.push(problems().length);
    });
    const report = await sync();
    watching.dispose();
    assert.equal(report.status, "failed");
    assert.ok(seen.includes(0), "they were cleared when the sync began");
    await until("the error is shown", () => problem("sync-failed") !== undefined);
    const error = problem("sync-failed");
    assert.equal(error?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(error.range.start.line, lineOf("raise ValueError"));
    assert.match(error.message, /the source said no/);
    assert.equal((await actionsFor("sync-failed")).length, 0);
  });

  it("are in the report of the run, where no name is markup", async () => {
    const { run } = await sync();
    const uri = vscode.Uri.from({
      scheme: "connector-report",
      path: "/report.md",
      query: JSON.stringify([project, run]),
    });
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, new RegExp(`^# .*: run ${run}\\n\\n\\*\\*succeeded\\*\\*`));
    assert.match(text, /- `undeclared-table` Table custmers is not declared in schema\\\(\\\)/);
    assert.match(text, /\[connector\\\.py\\:\d+\]\(\/connector\.py#L\d+\)/);
    assert.match(text, /### custmers/);
    assert.match(text, /\| total\\_price \| — \| /);
    assert.match(text, /## Monthly active rows/);
    await vscode.commands.executeCommand("connectorWorkbench.showReport");
    await until("its preview is open", () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(({ label }) => label.includes("Report of run")),
      ),
    );
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("hash and block columns when told to, until that is cleared", async () => {
    await sync();
    const column = (name: string) => ({
      kind: "column",
      table: { project: { folder: project }, table: { schema: null, name: "custmers" } },
      column: { name },
    });
    const columns = async () =>
      (await api.tables(project))
        .find(({ name }) => name === "custmers")
        ?.columns.map(({ name }) => name);
    const names = async () => {
      const page = await api.page(project, { schema: null, name: "custmers" }, 0, 1);
      return page.cells[page.columns.findIndex(({ name }) => name === "name")]?.[0];
    };
    await vscode.commands.executeCommand("connectorWorkbench.hashColumn", column("name"));
    assert.match(String(await names()), /^[0-9a-f]{64}$/);
    await vscode.commands.executeCommand("connectorWorkbench.blockColumn", column("id"));
    assert.deepEqual((await columns())?.includes("id"), false);
    await vscode.commands.executeCommand("connectorWorkbench.clearColumnRules", column("name"));
    await vscode.commands.executeCommand("connectorWorkbench.clearColumnRules", column("id"));
    assert.equal(await names(), "Customer 1");
    assert.equal((await columns())?.includes("id"), true);
  });

  it("keep the tables in a re-sync", async () => {
    await sync();
    const rows = async () =>
      (await api.tables(project)).find(({ name }) => name === "custmers")?.rows;
    assert.equal(await rows(), 3);
    assert.equal((await sync("resync")).status, "succeeded");
    assert.equal(await rows(), 3);
  });
});
