// Runs mocha suites inside a real VS Code and reports each test. Nothing passes by not having run:
// a missing result, a time-out and a suite without tests are failures.
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { SuiteRequest, SuiteResults } from "../editor/suiteResults.ts";
import { bundleSuites } from "./bundleSuites.ts";
import { resultWatcher } from "./resultWatcher.ts";

export interface EditorSuite {
  /** Folder that is copied and opened; the tests may change the copy. */
  readonly workspace: string;
  /** Test files, or folders of them, relative to the repository. */
  readonly tests: readonly string[];
  /** Environment of the extension host, for example which interpreter to use. */
  readonly env?: Readonly<Record<string, string>>;
  /** False opens the folder in Restricted Mode; true by default. */
  readonly trust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** For the whole suite, from the start of the editor. */
  readonly timeoutSeconds?: number;
}

/** One VS Code, opened with a fresh profile; `stop` is called when the suite is over, or has failed. */
export interface EditorRun {
  /** Rejects when the editor ends or breaks before the suite is over. */
  readonly broken: Promise<never>;
  readonly stop: () => Promise<void>;
  readonly log: () => string;
}

/** What a kind of VS Code has to be able to do. */
export type StartEditor = (options: {
  readonly repository: string;
  readonly workspace: string;
  readonly runner: string;
  readonly env: Readonly<Record<string, string>>;
  readonly trust: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}) => Promise<EditorRun>;

const repository = path.dirname(path.dirname(import.meta.dirname));

export async function runEditorSuite(
  suite: EditorSuite,
  startEditor: StartEditor,
): Promise<SuiteResults> {
  const temporary = realpathSync(mkdtempSync(path.join(os.tmpdir(), "workbench-suite-")));
  const workspace = path.join(temporary, path.basename(suite.workspace));
  cpSync(path.resolve(repository, suite.workspace), workspace, { recursive: true });
  const { runner, files } = await bundleSuites(repository, suite.tests);
  const request: SuiteRequest = { files, results: path.join(temporary, "results.json") };
  const { trust = true, settings = {}, env = {}, timeoutSeconds = 240 } = suite;
  const run = await startEditor({
    repository,
    workspace,
    runner,
    env: { ...env, CONNECTOR_WORKBENCH_SUITE: JSON.stringify(request) },
    trust,
    settings,
  });
  const watcher = resultWatcher(request.results, timeoutSeconds);
  try {
    return await Promise.race([watcher.finished, run.broken]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const log = run.log().split("\n").slice(-60).join("\n");
    return { finished: true, tests: watcher.soFar(), error: `${reason}\n${log}` };
  } finally {
    watcher.stop();
    await run.stop();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
