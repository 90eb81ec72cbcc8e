import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { openConnectorWindow, type ConnectorWindow } from "./connectorWindow.ts";
import { connectorWorkspace, type ConnectorWorkspace } from "./connectorWorkspace.ts";

describe("New Project", () => {
  let folder: ConnectorWorkspace;
  let window: ConnectorWindow;

  before(async () => {
    folder = connectorWorkspace("plainFolder");
    window = await openConnectorWindow({ workspace: folder.folder, theme: "light" });
  });
  after(async () => {
    await window.close();
    folder.remove();
  });

  it("asks step by step, with a way back, and opens what it wrote", async () => {
    const { page, runCommand, workspace } = window;
    const title = page.locator(".quick-input-title");
    const input = page.locator(".quick-input-widget input:visible");
    const step = async (text: string) => {
      await title.filter({ hasText: text }).waitFor();
    };
    await runCommand("Connector: New Project…");
    await step("New Connector Project (1/2)");
    await window.screenshot("new-project");
    await page.getByRole("option", { name: /^PostgreSQL table/ }).click();
    await step("(2/7)");
    await input.fill("a/b");
    await page.getByText("This cannot be the name of a folder.").waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    await step("(1/7)");
    await page.getByRole("option", { name: /^PostgreSQL table/ }).click();
    await step("(2/7)");
    await input.fill("my-source");
    await input.press("Enter");
    await step("(3/7)");
    await input.fill("db.example.com");
    await input.press("Enter");
    await step("(4/7)");
    await input.fill("a port");
    await input.press("Enter");
    await page.getByText("A port is a number, such as 5432.").waitFor();
    await input.fill("5433");
    for (const next of ["(5/7)", "(6/7)", "(7/7)"]) {
      await input.press("Enter");
      await step(next);
    }
    assert.equal(await input.getAttribute("type"), "password");
    await input.press("Enter");
    // The dialog of a served editor is a quick pick, which suggests the folder that is open.
    await page.getByRole("button", { name: "Create Project Here" }).click();
    await page.getByRole("tab", { name: /^connector.py/ }).waitFor();
    const project = path.join(workspace, "my-source");
    assert.ok(readdirSync(project).includes("connector.py"));
    const configuration = JSON.parse(
      readFileSync(path.join(project, "configuration.json"), "utf8"),
    ) as Record<string, string>;
    assert.equal(configuration["host"], "db.example.com");
    assert.equal(configuration["port"], "5433");
    await window.screenshot("new-project-opened");
  });
});
