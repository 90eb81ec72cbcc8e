// A window with a connector project, and the parts of the extension in it by what they are called there.
import path from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import {
  openQuickInput,
  openWorkbench,
  type Workbench,
  type WorkbenchOptions,
} from "../support/openWorkbench.ts";

export interface ConnectorWindow extends Workbench {
  /** Opens the view container and waits until the extension has filled it. */
  readonly showViews: () => Promise<void>;
  readonly treeItem: (name: RegExp) => Locator;
  /** The page of the table that is open. */
  readonly grid: () => FrameLocator;
  readonly toggleBreakpoint: (file: string, line: number) => Promise<void>;
}

export async function openConnectorWindow(options: WorkbenchOptions): Promise<ConnectorWindow> {
  const workbench = await openWorkbench(options);
  const { page } = workbench;
  return {
    ...workbench,
    async showViews() {
      await workbench.runCommand("View: Show Connector");
      await page
        .getByRole("button", { name: /Tables/ })
        .first()
        .waitFor();
    },
    treeItem: (name) => page.getByRole("treeitem", { name }).first(),
    grid: () => page.frameLocator("iframe.webview").frameLocator("iframe"),
    toggleBreakpoint: (file, line) => toggleBreakpoint(page, file, line),
  };
}

async function toggleBreakpoint(page: Page, file: string, line: number): Promise<void> {
  const input = await openQuickInput(page, "Control+P");
  await input.fill(`${path.basename(file)}:${line}`);
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await input.press("Enter");
  await page
    .getByRole("tab", { name: path.basename(file) })
    .first()
    .waitFor();
  await page.locator(".monaco-editor .cursor").first().waitFor({ state: "attached" });
  await page.keyboard.press("F9");
  await page.locator(".codicon-debug-breakpoint").first().waitFor();
}
