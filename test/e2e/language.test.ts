import { after, before, describe, it } from "node:test";
import { openWorkbench, openQuickInput, type Workbench } from "../support/openWorkbench.ts";
import { writeSettings } from "./connectorWorkspace.ts";

describe("a newcomer's connector in the window", () => {
  let window: Workbench;

  before(async () => {
    window = await openWorkbench({ workspace: "test/fixtures/newcomerProject" });
    await goTo("connector.py", 13);
  });
  after(async () => {
    await window.close();
  });

  async function goTo(file: string, line: number, column = 1): Promise<void> {
    const { page } = window;
    const input = await openQuickInput(page, "Control+P");
    await input.fill(`${file}:${String(line)}:${String(column)}`);
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await input.press("Enter");
    await page.getByRole("tab", { name: file }).first().waitFor();
    await page.locator(".statusbar-item", { hasText: `Ln ${String(line)},` }).waitFor();
  }

  function problem(text: RegExp) {
    return window.page.locator(".markers-panel").getByRole("treeitem", { name: text }).first();
  }

  it("has its mistakes underlined and listed before it ever ran", async () => {
    const { runCommand, screenshot, page } = window;
    await runCommand("Problems: Focus on Problems View");
    await problem(/every character/).waitFor();
    for (const each of [/INTEGER/, /DECIMAL/, /waits for ever/, /does not declare/, /page_size/])
      await problem(each).waitFor();
    await page.locator(".squiggly-error").first().waitFor();
    await screenshot("language-problems-dark");
  });

  it("looks right in every theme", async () => {
    const themes = [
      ["light", "Default Light Modern", "vs"],
      ["high-contrast-dark", "Default High Contrast", "hc-black"],
      ["high-contrast-light", "Default High Contrast Light", "hc-light"],
      ["dark", "Default Dark Modern", "vs-dark"],
    ] as const;
    for (const [name, theme, kind] of themes) {
      writeSettings(window.workspace, { "workbench.colorTheme": theme });
      await window.page.locator(`.monaco-workbench.${kind}`).waitFor();
      await window.page.locator(".squiggly-error").first().waitFor();
      await window.screenshot(`language-problems-${name}`);
    }
  });

  it("is put right by the keyboard alone", async () => {
    const { page, screenshot } = window;
    await goTo("connector.py", 13, 30);
    await page.keyboard.press("Control+.");
    await page.getByRole("option", { name: /list/i }).first().waitFor();
    await screenshot("language-quick-fix");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: '["id"]' }).waitFor();
    await problem(/every character/).waitFor({ state: "detached" });
  });

  it("explains a table, and offers those that there are", async () => {
    const { page, screenshot, runCommand } = window;
    await goTo("connector.py", 12, 24);
    await runCommand("Show or Focus Hover");
    await page.locator(".monaco-hover", { hasText: "ordered_at" }).first().waitFor();
    await screenshot("language-hover");
    await page.keyboard.press("Escape");
    await goTo("connector.py", 24, 29);
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget", { hasText: "orders" }).waitFor();
    await screenshot("language-completion");
    await page.keyboard.press("Escape");
  });
});
