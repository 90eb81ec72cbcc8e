import { after, before, describe, it } from "node:test";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { pythonFor } from "../support/pythonEnvironments.ts";
import { openConnectorWindow, type ConnectorWindow } from "./connectorWindow.ts";
import { connectorWorkspace, type ConnectorWorkspace } from "./connectorWorkspace.ts";

/** The keyboard may belong to a page that is still loading; the toolbar is the window's own. */
function debugToolbar({ page }: ConnectorWindow, name: string): Locator {
  return page.locator(".debug-toolbar").getByRole("button", { name: new RegExp(`^${name}`) });
}

describe("debugging in the window", () => {
  let project: ConnectorWorkspace;
  let window: ConnectorWindow;

  before(async () => {
    project = connectorWorkspace("editorProject", pythonFor("3"));
    window = await openConnectorWindow({ workspace: project.folder, theme: "light" });
  });
  after(async () => {
    await window.close();
    project.remove();
  });

  it("stops at a breakpoint after F5, and the log is in the Debug Console", async () => {
    const { page } = window;
    const lines = readFileSync(path.join(project.folder, "connector.py"), "utf8").split("\n");
    const line = lines.findIndex((text) => text.includes("# breakpoint: connector")) + 1;
    await window.toggleBreakpoint("connector.py", line);
    await page.keyboard.press("F5");
    await page.locator(".codicon-debug-stackframe").first().waitFor({ timeout: 60_000 });
    await page.locator(".debug-console, .repl").getByText("reading the shop").first().waitFor();
    await window.screenshot("breakpoint");
  });

  it("shows the rows so far while the connector is stopped", async () => {
    await window.page.locator(".statusbar-item", { hasText: "4 rows · paused" }).waitFor();
    await window.showViews();
    await window.treeItem(/^Table customers, 3 rows, 1 deleted/).waitFor();
    await window.treeItem(/^Table orders, 0 rows/).click();
    await window.grid().getByText("This table has no rows.").waitFor();
    await debugToolbar(window, "Continue").click();
    await window.page.locator(".statusbar-item", { hasText: "5 rows" }).waitFor();
    // VS Code shows its own view each time the program stops.
    await window.showViews();
    await window.treeItem(/^Table orders, 1 row/).waitFor({ timeout: 30_000 });
    await window.page.getByRole("tab", { name: /^orders/ }).click();
    await window.grid().getByRole("gridcell", { name: "10.50" }).waitFor();
    await window.screenshot("breakpoint-tables");
  });

  it("ends with Stop, and says so in the status bar", async () => {
    await debugToolbar(window, "Stop").click();
    await window.page.locator(".statusbar-item", { hasText: "Sync cancelled" }).waitFor();
    await window.treeItem(/^Run 1, .*cancelled, 1 checkpoint/).waitFor();
  });
});
