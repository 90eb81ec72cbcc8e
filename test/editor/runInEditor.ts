// Runs inside the extension host: VS Code loads this module and calls `run`.
import { renameSync, writeFileSync } from "node:fs";
import type { SuiteRequest, SuiteResults, SuiteTest } from "./suiteResults.ts";

const secondsForOneTest = 60;

export async function run(): Promise<void> {
  const request = JSON.parse(process.env["CONNECTOR_WORKBENCH_SUITE"] ?? "{}") as SuiteRequest;
  const tests: SuiteTest[] = [];
  const write = (results: SuiteResults): void => {
    writeResults(request.results, results);
  };
  try {
    await runMocha(request.files, (test) => {
      tests.push(test);
      write({ finished: false, tests });
    });
    write({ finished: true, tests });
  } catch (error) {
    write({ finished: true, tests, error: describe(error) });
  }
}

async function runMocha(
  files: readonly string[],
  onTest: (test: SuiteTest) => void,
): Promise<void> {
  // Mocha is an ES module and this file is bundled as CommonJS, so it is loaded and not bundled.
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({ ui: "bdd", timeout: secondsForOneTest * 1000, reporter: "dot" });
  for (const file of files) {
    mocha.addFile(file);
  }
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on("pass", (test) => {
      onTest({ ...describeTest(test), state: "passed" });
    });
    runner.on("pending", (test) => {
      onTest({ ...describeTest(test), state: "skipped" });
    });
    runner.on("fail", (test, error) => {
      onTest({ ...describeTest(test), state: "failed", error: describe(error) });
    });
  });
}

function describeTest(test: Mocha.Test): { name: string; milliseconds: number } {
  return { name: test.fullTitle(), milliseconds: test.duration ?? 0 };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The launcher reads while we write, so the file appears complete or not at all. */
function writeResults(file: string, results: SuiteResults): void {
  writeFileSync(`${file}.part`, JSON.stringify(results));
  renameSync(`${file}.part`, file);
}
