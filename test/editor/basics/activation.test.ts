import assert from "node:assert/strict";
import { commands, extensions } from "vscode";

describe("the extension", () => {
  it("is activated by its first command", async () => {
    const extension = extensions.getExtension("connector-workbench.connector-workbench");
    assert.ok(extension, "the extension under development was not loaded");
    await commands.executeCommand("connectorWorkbench.showLog");
    assert.equal(extension.isActive, true);
  });
});
