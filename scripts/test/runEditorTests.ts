// Runs every launch of test/editor/launches.ts in every VS Code that is available here.
import path from "node:path";
import { launches, type EditorLaunch } from "../../test/editor/launches.ts";
import type { SuiteResults, SuiteTest } from "../../test/editor/suiteResults.ts";
import { chooseEditors } from "../../test/support/editors.ts";
import { runEditorSuite } from "../../test/support/editorSuite.ts";
import { filesBelow } from "../files/filesBelow.ts";
import type { StageResult } from "./stages.ts";

export async function runEditorTests(
  repository: string,
  filters: readonly string[],
): Promise<StageResult> {
  checkEveryFileIsLaunched(repository);
  const total = { passed: 0, failed: 0, skipped: 0 };
  const chosen = launches.flatMap((launch) => narrow(repository, launch, filters));
  if (chosen.length === 0) {
    throw new Error(`No test file in test/editor matches ${JSON.stringify(filters)}.`);
  }
  for (const editor of await chooseEditors()) {
    for (const launch of chosen) {
      console.log(`\n${launch.name} (${editor.name})`);
      const { env, ...suite } = launch;
      const results = await runEditorSuite({ ...suite, env: env?.() ?? {} }, editor.start);
      const { passed, failed, skipped } = report(results);
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    }
  }
  return total;
}

/** The launch with only the files that match; nothing when none does. */
function narrow(
  repository: string,
  launch: EditorLaunch,
  filters: readonly string[],
): readonly EditorLaunch[] {
  const tests = filesOf(repository, launch).filter((file) =>
    filters.every((filter) => file.includes(filter)),
  );
  return tests.length === 0 ? [] : [{ ...launch, tests }];
}

function filesOf(repository: string, { tests }: EditorLaunch): readonly string[] {
  return tests.flatMap((test) =>
    test.endsWith(".ts") ? [test] : filesBelow(repository, test, ".test.ts"),
  );
}

function checkEveryFileIsLaunched(repository: string): void {
  const launched = new Set(launches.flatMap((launch) => filesOf(repository, launch)));
  const forgotten = filesBelow(repository, "test/editor", ".test.ts").filter(
    (file) => !launched.has(file),
  );
  if (forgotten.length > 0) {
    const list = path.posix.join("test", "editor", "launches.ts");
    throw new Error(`No launch in ${list} runs ${forgotten.join(", ")}.`);
  }
}

function report({ tests, error }: SuiteResults): StageResult {
  for (const test of tests) {
    const mark = { passed: "✔", failed: "✖", skipped: "-" }[test.state];
    console.log(`  ${mark} ${test.name} (${test.milliseconds} ms)`);
    if (test.error !== undefined) {
      console.log(indent(test.error));
    }
  }
  const problem = error ?? (tests.length === 0 ? "No test ran." : undefined);
  if (problem !== undefined) {
    console.log(`  ✖ ${problem}`);
  }
  const count = (state: SuiteTest["state"]): number =>
    tests.filter((test) => test.state === state).length;
  return {
    passed: count("passed"),
    failed: count("failed") + (problem === undefined ? 0 : 1),
    skipped: count("skipped"),
  };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "      ");
}
