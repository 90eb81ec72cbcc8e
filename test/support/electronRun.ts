import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cacheFolder } from "../../scripts/bootstrap/cacheFolder.mjs";
import type { EditorRun, StartEditor } from "./editorSuite.ts";

/** A desktop build of VS Code, downloaded into the cache; `version` as test-electron takes it. */
export function startElectronEditor(version: string): StartEditor {
  return async (options): Promise<EditorRun> => {
    const executable = await downloadAndUnzipVSCode({
      version,
      cachePath: path.join(cacheFolder(), "vscode-desktop"),
    });
    // A short path: on macOS a socket's path below it may have 103 characters at most.
    const data = mkdtempSync(path.join(os.tmpdir(), "wb-"));
    writeSettings(data, options.settings);
    const run = runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: options.repository,
      extensionTestsPath: options.runner,
      extensionTestsEnv: options.env,
      launchArgs: [
        options.workspace,
        `--user-data-dir=${data}`,
        `--extensions-dir=${path.join(data, "extensions")}`,
        "--disable-extensions",
        ...(options.trust ? ["--disable-workspace-trust"] : []),
      ],
    });
    return {
      broken: run.then(leftWithoutResults, leftWithoutResults),
      log: () => "",
      stop: async () => {
        await run.catch(() => undefined);
        rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      },
    };
  };
}

/** The results are written before the window closes; a little time lets the launcher see them first. */
async function leftWithoutResults(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  throw new Error("VS Code ended before the suite was over.");
}

function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = path.join(data, "User");
  mkdirSync(folder, { recursive: true });
  const all = { "workbench.startupEditor": "none", ...settings };
  writeFileSync(path.join(folder, "settings.json"), JSON.stringify(all));
}
