// Runs the node:test files of one folder, TypeScript directly, and counts what happened.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { filesBelow } from "../files/filesBelow.ts";
import { runScript } from "../process/runScript.ts";
import type { StageResult } from "./stages.ts";

export interface NodeTestOptions {
  /** How many files run at a time; all processors by default. */
  readonly concurrency?: number;
}

/** Fails when no test ran, so that a wrong filter or an empty folder cannot look like success. */
export async function runNodeTests(
  repository: string,
  folder: string,
  filters: readonly string[],
  { concurrency }: NodeTestOptions = {},
): Promise<StageResult> {
  const files = filesBelow(repository, folder, ".test.ts").filter((file) =>
    filters.every((filter) => file.includes(filter)),
  );
  if (files.length === 0) {
    throw new Error(`No test file in ${folder} matches ${JSON.stringify(filters)}.`);
  }
  const temporary = mkdtempSync(path.join(os.tmpdir(), "workbench-test-"));
  const counts = path.join(temporary, "counts.json");
  try {
    const code = await runScript(
      repository,
      "--test",
      nodeTestArguments(counts, files, concurrency),
    );
    return judge(code, readCounts(counts), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function nodeTestArguments(
  counts: string,
  files: readonly string[],
  concurrency: number | undefined,
): readonly string[] {
  return [
    ...(concurrency === undefined ? [] : [`--test-concurrency=${concurrency}`]),
    "--test-timeout=300000",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=./scripts/test/countReporter.ts",
    `--test-reporter-destination=${counts}`,
    ...files,
  ];
}

function judge(code: number, result: StageResult, folder: string): StageResult {
  if (result.passed + result.failed === 0) {
    console.error(`No test ran in ${folder}.`);
    return { ...result, failed: 1 };
  }
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}

function readCounts(file: string): StageResult {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StageResult;
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
