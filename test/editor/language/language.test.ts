import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import * as vscode from "vscode";
import { activateExtension, until, usePython, workspaceFolder } from "../underTest.ts";

describe("the language server", () => {
  let connector: vscode.Uri;
  let configuration: vscode.Uri;
  let document: vscode.TextDocument;

  before(async () => {
    await activateExtension();
    const folder = path.join(workspaceFolder(), "shop");
    connector = vscode.Uri.file(path.join(folder, "connector.py"));
    configuration = vscode.Uri.file(path.join(folder, "configuration.json"));
    document = await vscode.workspace.openTextDocument(connector);
    await vscode.window.showTextDocument(document);
    await usePython();
  });

  function problems(uri = connector): readonly vscode.Diagnostic[] {
    return vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === "Connector Workbench");
  }

  function codes(uri = connector): readonly unknown[] {
    return problems(uri).map(({ code }) => (typeof code === "object" ? code.value : code));
  }

  async function says(code: string, isSaid = true): Promise<void> {
    await until(`${code} is ${isSaid ? "" : "not "}said`, () => codes().includes(code) === isSaid);
  }

  function at(text: string, offset = 0): vscode.Position {
    const index = document.getText().indexOf(text);
    assert.ok(index >= 0, text);
    return document.positionAt(index + offset);
  }

  async function set(name: string, value: unknown): Promise<void> {
    await vscode.workspace
      .getConfiguration("connectorWorkbench", connector)
      .update(name, value, vscode.ConfigurationTarget.Workspace);
  }

  async function revert(): Promise<void> {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }

  async function ask<T>(command: string, ...rest: readonly unknown[]): Promise<T> {
    return vscode.commands.executeCommand<T>(`vscode.${command}`, connector, ...rest);
  }

  it("says what is wrong with a connector, and nothing of other Python files", async () => {
    await says("key-as-text");
    assert.ok(codes().includes("undeclared-table"));
    const found = problems().find(
      ({ code }) => typeof code === "object" && code.value === "key-as-text",
    );
    assert.deepEqual(found?.range.start, at('"id", "columns"'));
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    const report = vscode.Uri.file(path.join(workspaceFolder(), "tools", "report.py"));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(report));
    await vscode.window.showTextDocument(document);
    await until("the window is shown", () => codes().length > 0);
    assert.deepEqual(problems(report), []);
  });

  it("follows what is typed, also in another file", async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(configuration, new vscode.Range(0, 0, 1, 0), '{"hots": "localhost"}\n');
    await vscode.workspace.applyEdit(edit);
    await says("configuration-key-missing");
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(configuration));
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.window.showTextDocument(document);
    await says("configuration-key-missing", false);
  });

  it("fixes what it found", async () => {
    await says("key-as-text");
    const place = at('"id", "columns"');
    const actions = await ask<vscode.CodeAction[]>(
      "executeCodeActionProvider",
      new vscode.Range(place, place),
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /"primary_key": \["id"\], "columns"/);
    await says("key-as-text", false);
    await revert();
    await says("key-as-text");
  });

  it("is quiet about codes that are turned off", async () => {
    await vscode.commands.executeCommand(
      "connectorWorkbench.ignoreCode",
      vscode.Uri.file(path.dirname(connector.fsPath)).toString(),
      "undeclared-table",
    );
    await says("undeclared-table", false);
    assert.ok(codes().includes("key-as-text"));
    await set("findings.ignore", undefined);
    await says("undeclared-table");
  });

  it("completes, explains and finds names", async () => {
    const table = at('"custmers"', 2);
    const { items } = await ask<vscode.CompletionList>("executeCompletionItemProvider", table);
    assert.ok(
      items.some(({ label }) => (typeof label === "string" ? label : label.label) === "customers"),
    );
    const [hover] = await ask<vscode.Hover[]>("executeHoverProvider", at("op.upsert", 5));
    assert.ok(hover);
    const { signatures } = await ask<vscode.SignatureHelp>(
      "executeSignatureHelpProvider",
      at('table="orders", data', 0),
      "(",
    );
    assert.match(signatures[0]?.label ?? "", /upsert/);
    const used = at('table="orders"', 8);
    const targets = await ask<(vscode.Location | vscode.LocationLink)[]>(
      "executeDefinitionProvider",
      used,
    );
    assert.equal(targets.length, 1);
    const places = await ask<vscode.Location[]>("executeReferenceProvider", used);
    assert.equal(places.length, 2);
    const symbols = await ask<vscode.DocumentSymbol[]>("executeDocumentSymbolProvider");
    const [schema] = symbols.filter(({ name }) => name.startsWith("schema"));
    assert.deepEqual(
      schema?.children.map(({ name }) => name),
      ["orders", "customers"],
    );
    const edit = await ask<vscode.WorkspaceEdit>(
      "executeDocumentRenameProvider",
      used,
      "purchases",
    );
    assert.equal(edit.entries().flatMap(([, edits]) => edits).length, 2);
  });

  it("runs schema() only when told to", async () => {
    await vscode.commands.executeCommand("connectorWorkbench.evaluateSchema", connector);
    assert.ok(codes().includes("key-as-text"));
  });

  it("says nothing twice after a sync", async () => {
    await vscode.commands.executeCommand("connectorWorkbench.runSyncFresh", connector);
    await until("the sync has found something", () => codes().includes("sync-failed"));
    const said = problems().map(
      ({ code, range }) =>
        `${range.start.line} ${String(typeof code === "object" ? code.value : code)}`,
    );
    assert.deepEqual(said, [...new Set(said)]);
  });

  // The sync has said some of what the server says; this it cannot know.
  it("is off when it is turned off, and on again", async () => {
    await set("languageServer.enabled", false);
    await says("type-case", false);
    await set("languageServer.enabled", undefined);
    await says("type-case");
  });

  it("is started again when it ends, but not for ever", async () => {
    const serverId = (): number | undefined => {
      const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
      const own = lines
        .split("\n")
        .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
        .find((match) => match?.[2] === String(process.pid) && match[3]?.includes("server.cjs"));
      return own ? Number(own[1]) : undefined;
    };
    let before: number | undefined;
    for (let kill = 0; kill < 6; kill += 1) {
      await until(`another server runs after ${kill}`, () => {
        const now = serverId();
        return now !== undefined && now !== before;
      });
      await says("type-case");
      before = serverId();
      process.kill(before ?? 0, "SIGKILL");
    }
    await says("type-case", false);
    assert.equal(serverId(), undefined);
    await vscode.commands.executeCommand("connectorWorkbench.restartLanguageServer");
    await says("type-case");
  });
});
