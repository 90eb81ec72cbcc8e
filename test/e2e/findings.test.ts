import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { pythonFor } from "../support/pythonEnvironments.ts";
import { openConnectorWindow, type ConnectorWindow } from "./connectorWindow.ts";
import { connectorWorkspace, type ConnectorWorkspace } from "./connectorWorkspace.ts";

for (const theme of ["dark", "light", "highContrastDark"] as const) {
  describe(`findings in the window, ${theme}`, () => {
    let project: ConnectorWorkspace;
    let window: ConnectorWindow;

    before(async () => {
      project = connectorWorkspace("findingsProject", pythonFor("3"));
      // What is known while typing would take the place of what the sync found.
      project.set({ "connectorWorkbench.languageServer.enabled": false });
      window = await openConnectorWindow({ workspace: project.folder, theme });
    });
    after(async () => {
      await window.close();
      project.remove();
    });

    function problem(text: RegExp) {
      return window.page.locator(".markers-panel").getByRole("treeitem", { name: text }).first();
    }

    it("are in the Problems panel, from which the keyboard leads to the line", async () => {
      const { page, showViews, runCommand, treeItem } = window;
      await showViews();
      await runCommand("Connector: Run Sync");
      await treeItem(/^Table custmers, 3 rows, 1 finding/).waitFor();
      await runCommand("Problems: Focus on Problems View");
      await problem(/Table custmers is not declared/).waitFor();
      for (let presses = 0; presses < 10; presses += 1) {
        await page.keyboard.press("ArrowDown");
        const row = page.locator(".markers-panel .monaco-list-row.focused");
        if ((await row.textContent())?.includes("custmers is not declared")) {
          break;
        }
      }
      await page.keyboard.press("Enter");
      await page.locator(".statusbar-item", { hasText: /Ln 19,/ }).waitFor();
      await window.screenshot(`findings-${theme}`);
    });

    it("are in the report, whose links lead to the lines", async () => {
      const { page, runCommand } = window;
      await runCommand("Connector: Show Sync Report");
      await page.getByRole("tab", { name: /Report of run 1/ }).waitFor();
      const report = page.frameLocator("iframe.webview").frameLocator("iframe");
      await report.getByRole("heading", { name: "Findings" }).waitFor();
      assert.equal(await report.locator("b").count(), 0, "a column's name is no markup");
      await window.screenshot(`report-${theme}`);
      await report
        .getByRole("heading", { name: "Declared against observed" })
        .scrollIntoViewIfNeeded();
      await report.getByRole("heading", { name: "Monthly active rows" }).scrollIntoViewIfNeeded();
      await window.screenshot(`report-tables-${theme}`);
      await report.getByRole("link", { name: "connector.py:20" }).first().click();
      await page.locator(".statusbar-item", { hasText: /Ln 20,/ }).waitFor();
    });

    if (theme === "dark") {
      it("are back when the window is, without a sync", async () => {
        const { page, runCommand } = window;
        await page.reload();
        await page.locator(".monaco-workbench .statusbar").waitFor();
        await runCommand("Problems: Focus on Problems View");
        await problem(/Table custmers is not declared/).waitFor();
        await window.screenshot("findings-after-reload");
      });
    }
  });
}
