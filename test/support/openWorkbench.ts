// The workbench as a person sees it: a real VS Code in a real browser, driven by Playwright.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { serveEditor } from "../../scripts/editor/servedEditor.ts";
import { launchBrowser } from "./browser.ts";

const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  highContrastDark: "Default High Contrast",
  highContrastLight: "Default High Contrast Light",
} as const;

export interface WorkbenchOptions {
  /** Folder that is copied and opened. */
  readonly workspace: string;
  readonly theme?: keyof typeof themes;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** False opens the folder in Restricted Mode. */
  readonly trust?: boolean;
  /** Where an installed extension is; without it the extension of this repository is under development. */
  readonly extensionsFolder?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Workbench {
  readonly page: Page;
  /** The copy that is open. */
  readonly workspace: string;
  /** Writes test-results/<name>.png and returns its path. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Runs a command of the palette by its title, "Category: Title" where it has a category. */
  readonly runCommand: (title: string) => Promise<void>;
  /** What the server wrote; VS Code prints errors of the extension host there. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** For anything to appear; machines that run several tests at once are slow. */
const millisecondsToWait = 60_000;

const repository = path.dirname(path.dirname(import.meta.dirname));

/** Resolves when the workbench has been drawn; `close` stops everything and deletes the copy. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const temporary = realpathSync(mkdtempSync(path.join(os.tmpdir(), "workbench-window-")));
  const workspace = path.join(temporary, path.basename(options.workspace));
  cpSync(path.resolve(repository, options.workspace), workspace, { recursive: true });
  const { theme = "dark", settings = {}, env = {}, trust = true, extensionsFolder } = options;
  const server = await serveEditor({
    workspace,
    ...(extensionsFolder === undefined ? { extension: repository } : { extensionsFolder }),
    env,
    trust,
    settings: { "workbench.colorTheme": themes[theme], ...settings },
  });
  const browser = await launchBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
    page.setDefaultTimeout(millisecondsToWait);
    await page.goto(server.url);
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: 60_000 });
    return {
      page,
      workspace,
      screenshot: (name) => screenshot(page, name),
      runCommand: (title) => runCommand(page, title),
      log: server.log,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`The workbench was not drawn.\n${server.log()}`, { cause: error });
  }
}

async function screenshot(page: Page, name: string): Promise<string> {
  const folder = path.join(repository, "test-results");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

/**
 * Opens the quick input with a shortcut and gives its text field. A page that is still loading swallows keys when it has the
 * focus, so the shortcut is given again until the field is there; it does nothing else, whatever it is given to.
 */
export async function openQuickInput(page: Page, shortcut: "F1" | "Control+P"): Promise<Locator> {
  const input = page.locator(".quick-input-widget input[type=text]");
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press(shortcut);
    try {
      await input.waitFor({ timeout: 5000 });
      return input;
    } catch (error) {
      if (attempt === 6) {
        throw error;
      }
    }
  }
}

/**
 * Picks the entry of that very title. Commands of an extension appear some time after the window, and an open palette does not
 * notice: until the entry is there the palette is opened again. The command itself is given once.
 */
async function runCommand(page: Page, title: string): Promise<void> {
  const name = new RegExp(`^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(,|$)`);
  const entry = page.locator(".quick-input-list").getByRole("option", { name }).first();
  for (let attempt = 1; ; attempt += 1) {
    const input = await openQuickInput(page, "F1");
    await input.fill(`>${title}`);
    try {
      await entry.waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      if (attempt === 10) {
        throw error;
      }
      await input.press("Escape");
      await input.waitFor({ state: "hidden" });
    }
  }
  await entry.click();
}
