import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, it } from "node:test";
import { openQuickInput, type WorkbenchOptions } from "../support/openWorkbench.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";
import { openConnectorWindow, type ConnectorWindow } from "./connectorWindow.ts";
import { connectorWorkspace, type ConnectorWorkspace } from "./connectorWorkspace.ts";

describe("when something is missing or wrong", () => {
  let window: ConnectorWindow | undefined;
  const folders: ConnectorWorkspace[] = [];

  afterEach(async () => {
    await window?.close();
    window = undefined;
    for (const folder of folders.splice(0)) {
      folder.remove();
    }
  });

  async function open(
    fixture: string,
    python?: string,
    options: Partial<WorkbenchOptions> = {},
  ): Promise<ConnectorWindow> {
    const project = connectorWorkspace(fixture, python);
    folders.push(project);
    window = await openConnectorWindow({ workspace: project.folder, ...options });
    return window;
  }

  it("a failed sync gives one message, which leads to the line", async () => {
    const { page, showViews, runCommand, treeItem, screenshot } = await open(
      "severalProjects/broken",
      pythonFor("3"),
      { theme: "highContrastDark" },
    );
    await showViews();
    await runCommand("Connector: Run Sync");
    await treeItem(/^Run 1, .*failed/).waitFor({ timeout: 30_000 });
    // Under the driver that these tests need, VS Code keeps notifications in their centre.
    await runCommand("Notifications: Show Notifications");
    const messages = page.locator(".notification-list-item");
    await messages.filter({ hasText: "the source said no (connector.py:11)" }).waitFor();
    assert.equal(await messages.count(), 1);
    await screenshot("failure");
    await page.getByRole("button", { name: "Go to Line" }).click();
    await page.locator(".statusbar-item", { hasText: "Ln 11, Col 5" }).waitFor();
    await treeItem(/^Table kept, 1 row/).waitFor();
  });

  it("a folder without a connector offers to make one", async () => {
    const { page, showViews, screenshot } = await open("plainFolder", undefined, {
      theme: "light",
    });
    await showViews();
    await page.getByRole("button", { name: "New Project…" }).waitFor({ timeout: 30_000 });
    await screenshot("no-connector");
    const input = await openQuickInput(page, "F1");
    await input.fill(">Connector: ");
    const entries = page.locator(".quick-input-list .monaco-list-row");
    await entries.filter({ hasText: "New Project" }).waitFor();
    assert.equal(await entries.filter({ hasText: /(Run|Debug) Sync/ }).count(), 0);
  });

  it("a workspace that is not trusted runs nothing, and says why", async () => {
    const { page, showViews, screenshot } = await open("editorProject", undefined, {
      trust: false,
    });
    await showViews();
    await page.getByRole("button", { name: "Manage Workspace Trust" }).waitFor({ timeout: 30_000 });
    const input = await openQuickInput(page, "F1");
    await input.fill(">Connector: ");
    const entries = page.locator(".quick-input-list .monaco-list-row");
    await entries.filter({ hasText: "Show Log" }).waitFor();
    assert.equal(await entries.filter({ hasText: "Run Sync" }).count(), 0);
    await screenshot("untrusted");
  });

  it("without the SDK a sync says so everywhere, and offers to set up the environment", async () => {
    const { page, showViews, runCommand, screenshot } = await open(
      "editorProject",
      interpreterThatSays({ sdk: null }),
    );
    await showViews();
    await runCommand("Connector: Run Sync");
    await page.locator(".statusbar-item", { hasText: "Sync failed" }).waitFor({ timeout: 30_000 });
    await runCommand("Notifications: Show Notifications");
    const message = page.locator(".notification-list-item", { hasText: "is not installed" });
    await message.getByRole("button", { name: "Set Up Python Environment" }).waitFor();
    await screenshot("no-sdk");
  });

  it("without a configuration it offers to create one", async () => {
    const { page, showViews, runCommand, workspace } = await open("editorProject", pythonFor("3"));
    rmSync(path.join(workspace, "configuration.json"));
    await showViews();
    await runCommand("Connector: Run Sync");
    await page.locator(".statusbar-item", { hasText: "Sync failed" }).waitFor({ timeout: 30_000 });
    await runCommand("Notifications: Show Notifications");
    await page.getByRole("button", { name: "Create configuration.json" }).click();
    await page.getByRole("tab", { name: /^configuration\.json/ }).waitFor();
  });

  it("without debugpy it offers to install it or to run without debugging", async () => {
    const python = interpreterThatSays({ debugpy: false });
    const { page, showViews, runCommand, treeItem, screenshot } = await open(
      "editorProject",
      python,
    );
    await showViews();
    await runCommand("Connector: Debug Sync");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("needs debugpy").waitFor({ timeout: 30_000 });
    await dialog.getByRole("button", { name: "Install debugpy" }).waitFor();
    await screenshot("no-debugpy");
    await dialog.getByRole("button", { name: "Run Without Debugging" }).click();
    await treeItem(/^Table orders, 5 rows/).waitFor({ timeout: 30_000 });
  });

  /** A real interpreter that gives its own answer when it is asked what it has. */
  function interpreterThatSays(what: object): string {
    const real = pythonFor("3");
    const place = connectorWorkspace("plainFolder");
    folders.push(place);
    const file = path.join(place.folder, "python");
    const found = { executable: file, version: "3.11.0", sdk: "3.0.0", debugpy: true, ...what };
    const answer = JSON.stringify(found);
    writeFileSync(
      file,
      `#!/bin/sh\ncase "$1" in -I) echo '${answer}';; *) exec '${real}' "$@";; esac\n`,
    );
    chmodSync(file, 0o755);
    return file;
  }
});
