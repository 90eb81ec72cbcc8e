import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { pythonFor } from "../support/pythonEnvironments.ts";
import { openConnectorWindow, type ConnectorWindow } from "./connectorWindow.ts";
import {
  connectorWorkspace,
  writeSettings,
  type ConnectorWorkspace,
} from "./connectorWorkspace.ts";

describe("the tables and checkpoints of a sync", () => {
  let project: ConnectorWorkspace;
  let window: ConnectorWindow;

  before(async () => {
    project = connectorWorkspace("editorProject", pythonFor("3"));
    window = await openConnectorWindow({ workspace: project.folder });
  });
  after(async () => {
    await window.close();
    project.remove();
  });

  /** Role, column and row position of the element that has the focus, and its text. */
  async function focused(): Promise<readonly (string | null | undefined)[]> {
    return window
      .grid()
      .locator("[role=grid]")
      .evaluate(({ ownerDocument: { activeElement } }) => [
        activeElement?.getAttribute("role"),
        activeElement?.parentElement?.getAttribute("aria-rowindex"),
        activeElement?.getAttribute("aria-colindex"),
        activeElement?.textContent,
      ]);
  }

  it("invite to a first sync", async () => {
    await window.showViews();
    await window.page.getByRole("button", { name: "Run Sync" }).first().waitFor();
    await window.screenshot("first-run");
  });

  it("appear with their counts when a sync has run", async () => {
    await window.page.getByRole("button", { name: "Run Sync" }).first().click();
    await window.treeItem(/^Table orders, 5 rows/).waitFor({ timeout: 30_000 });
    await window.treeItem(/^Table customers, 3 rows, 1 deleted/).waitFor();
    await window.treeItem(/^Checkpoint 2/).waitFor();
    await window.page.locator(".statusbar-item", { hasText: "9 rows" }).waitFor();
  });

  it("show columns with their types and keys", async () => {
    const { page } = window;
    await window
      .treeItem(/^Table orders/)
      .locator(".monaco-tl-twistie")
      .click();
    await window.treeItem(/^Column id, LONG, primary key, declared in schema\(\)/).waitFor();
    await window.treeItem(/^Column customer, .*, inferred from values/).waitFor();
    await page.keyboard.press("ArrowLeft");
  });

  it("open as a grid that says what is NULL and what is deleted", async () => {
    await window.treeItem(/^Table customers/).click();
    const grid = window.grid().locator("[role=grid]");
    await grid.waitFor();
    await grid.getByRole("rowheader", { name: "3deleted" }).waitFor();
    await grid.getByRole("gridcell", { name: "NULL" }).waitFor();
    assert.equal(await grid.getAttribute("aria-rowcount"), "4");
    assert.equal(await grid.getAttribute("aria-colcount"), "6");
    const decoration = await grid
      .getByRole("gridcell", { name: "Customer 3" })
      .locator(".value")
      .evaluate((value) => getComputedStyle(value).textDecorationLine);
    assert.equal(decoration, "line-through");
    await window.screenshot("grid-dark");
  });

  it("are read with the keyboard alone", async () => {
    const { page } = window;
    await window.grid().locator("[role=gridcell]").first().click();
    const moves = [
      ["ArrowDown", ["gridcell", "3", "2", "2"]],
      ["ArrowRight", ["gridcell", "3", "3", "Customer 2"]],
      ["ArrowRight", ["gridcell", "3", "4", "NULL"]],
      ["Control+End", ["gridcell", "4", "6"]],
      ["Home", ["rowheader", "4", "1", "3deleted"]],
      ["Control+Home", ["rowheader", "2", "1", "1"]],
      ["ArrowUp", ["columnheader", "1", "1", "Row"]],
    ] as const;
    for (const [key, expected] of moves) {
      await page.keyboard.press(key);
      assert.deepEqual((await focused()).slice(0, expected.length), expected, key);
    }
    assert.equal(await window.grid().locator("[tabindex='0']").count(), 1);
  });

  it("take the focus when they are opened with the keyboard, as one stop of Tab", async () => {
    const { page } = window;
    await window.treeItem(/^Table orders/).click();
    await window.grid().getByRole("grid", { name: "orders" }).waitFor();
    await window.runCommand("Connector: Focus on Tables View");
    const tree = page.getByRole("tree", { name: /Tables/ });
    await tree.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Home");
    const customers = page.locator(".monaco-list-row.focused[aria-label^='Table customers']");
    for (let moves = 0; moves < 10 && !(await customers.isVisible()); moves++) {
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction(() => document.querySelector(".monaco-list-row.focused") !== null);
    }
    await customers.waitFor();
    await page.keyboard.press("Enter");
    await window.grid().getByRole("grid", { name: "customers" }).waitFor();
    await window.grid().locator(".cell:focus").waitFor();
    assert.equal(await window.grid().locator("[tabindex='0']").count(), 1);
  });

  it("stay where they were scrolled to while another tab is shown", async () => {
    const { page } = window;
    const size = page.viewportSize();
    assert.ok(size);
    await page.setViewportSize({ width: 700, height: size.height });
    const customers = window.grid().getByRole("grid", { name: "customers" });
    await customers.evaluate((grid) => {
      grid.scrollLeft = 50;
    });
    await page.getByRole("tab", { name: /^orders/ }).click();
    await window.grid().getByRole("grid", { name: "orders" }).waitFor();
    await page.getByRole("tab", { name: /^customers/ }).click();
    await customers.getByRole("gridcell", { name: "Customer 3" }).waitFor();
    assert.equal(await customers.evaluate((grid) => Math.round(grid.scrollLeft)), 50);
    await page.setViewportSize(size);
  });

  it("look right in every theme", async () => {
    const themes = [
      ["light", "Default Light Modern", "vscode-light"],
      ["high-contrast-dark", "Default High Contrast", "vscode-high-contrast"],
      ["high-contrast-light", "Default High Contrast Light", "vscode-high-contrast-light"],
    ] as const;
    for (const [name, theme, kind] of themes) {
      writeSettings(window.workspace, {
        "connectorWorkbench.python": pythonFor("3"),
        "workbench.colorTheme": theme,
      });
      await window.grid().locator(`body.${kind}`).waitFor();
      await window.grid().locator("[role=gridcell]").nth(1).click();
      await window.screenshot(`grid-${name}`);
    }
  });

  it("show a checkpoint's state as a document that cannot be changed", async () => {
    await window.treeItem(/^Checkpoint 1/).click();
    const { page } = window;
    await page.getByRole("tab", { name: /^State of run 1, checkpoint 1.json/ }).waitFor();
    await page.locator(".view-line", { hasText: '"cursor": 3' }).waitFor();
    await window.screenshot("state");
  });

  it("come back, with the place in the grid, when the window is reloaded", async () => {
    const { page } = window;
    await page.getByRole("tab", { name: /^customers/ }).click();
    await window.grid().locator("[role=gridcell]").first().click();
    await page.keyboard.press("Control+End");
    await window.runCommand("Developer: Reload Window");
    await page.locator(".monaco-workbench").waitFor({ state: "detached" });
    await window.treeItem(/^Table customers, 3 rows, 1 deleted/).waitFor({ timeout: 60_000 });
    await window.treeItem(/^Checkpoint 2/).waitFor();
    const current = window.grid().locator("[tabindex='0']");
    await current.waitFor({ timeout: 30_000 });
    await window.grid().locator("[role=row][aria-rowindex='4'] [tabindex='0']").waitFor();
    await window.screenshot("reloaded");
  });
});
