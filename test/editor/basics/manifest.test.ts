import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activateExtension, extensionId } from "../underTest.ts";

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
}

describe("the manifest", () => {
  it("names the commands that are registered, and no others but internal ones", async () => {
    await activateExtension();
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as {
      readonly contributes: Contributions;
    };
    const all = await vscode.commands.getCommands(true);
    const named = manifest.contributes.commands.map(({ command }) => command);
    const registered = all.filter(
      (id) => /^connectorWorkbench\.[A-Za-z]+$/.test(id) && !named.includes(id),
    );
    assert.deepEqual(registered.sort(), [
      "connectorWorkbench.askAboutFinding",
      "connectorWorkbench.dismissFinding",
      "connectorWorkbench.ignoreCode",
      "connectorWorkbench.moveSecret",
      "connectorWorkbench.restoreSecret",
      "connectorWorkbench.showSyncActions",
      "connectorWorkbench.turnOffFinding",
    ]);
    assert.deepEqual(
      named.filter((id) => !all.includes(id)),
      [],
    );
  });
});
