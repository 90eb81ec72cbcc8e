import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { activateExtension, until, workspaceFolder } from "../underTest.ts";

describe("a workspace that is not trusted", () => {
  it("has its connectors read and checked", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await activateExtension();
    const connector = vscode.Uri.file(path.join(workspaceFolder(), "shop", "connector.py"));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(connector));
    await until("the connector is checked", () =>
      vscode.languages
        .getDiagnostics(connector)
        .some(({ code }) => typeof code === "object" && code.value === "key-as-text"),
    );
  });
});
