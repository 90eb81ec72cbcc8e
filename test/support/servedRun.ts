import { serveEditor } from "../../scripts/editor/servedEditor.ts";
import { launchBrowser } from "./browser.ts";
import type { EditorRun, StartEditor } from "./editorSuite.ts";

/** VS Code from npm in a headless browser, for machines that cannot download a desktop build. */
export const startServedEditor: StartEditor = async (options): Promise<EditorRun> => {
  const server = await serveEditor({
    workspace: options.workspace,
    extension: options.repository,
    tests: options.runner,
    env: options.env,
    trust: options.trust,
    settings: options.settings,
  });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const messages: string[] = [];
  page.on("console", (message) => messages.push(`[page ${message.type()}] ${message.text()}`));
  const broken = new Promise<never>((_resolve, reject) => {
    page.on("crash", () => {
      reject(new Error("The page with VS Code crashed."));
    });
  });
  await page.goto(server.url);
  return {
    broken,
    log: () => [server.log(), ...messages].join("\n"),
    stop: async () => {
      await browser.close();
      await server.close();
    },
  };
};
