// `npm test`: every stage in turn. `npm test -- unit schema` runs one stage, and of it only the files
// whose path contains "schema". The last line says how many tests passed and failed.
import { selectStages, stages, type StageResult } from "../test/stages.ts";

// Ending by a signal runs no exit handlers, and those stop what the stages have started.
process.once("SIGTERM", () => process.exit(143));

const [first, ...rest] = process.argv.slice(2);
const selected = selectStages(first);
if (selected === undefined) {
  console.error(
    `There is no stage "${first ?? ""}". The stages are ${Object.keys(stages).join(", ")}.`,
  );
  process.exitCode = 2;
} else {
  await runStages(selected, rest);
}

async function runStages(names: readonly string[], filters: readonly string[]): Promise<void> {
  const results: { name: string; result: StageResult; seconds: number }[] = [];
  for (const name of names) {
    console.log(`\n=== ${name} ===`);
    const started = performance.now();
    const result = await runStage(name, filters);
    results.push({ name, result, seconds: (performance.now() - started) / 1000 });
    if (result.failed > 0 && name === "build") {
      break;
    }
  }
  console.log("");
  for (const { name, result, seconds } of results) {
    const verdict = result.failed > 0 ? "FAILED" : "ok";
    console.log(
      `${name.padEnd(12)} ${verdict.padEnd(7)} ${countsOf(result)} (${seconds.toFixed(0)} s)`,
    );
  }
  const failed = sum(results.map(({ result }) => result.failed));
  console.log(`${sum(results.map(({ result }) => result.passed))} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** A stage that cannot run at all is a failure like any other: nothing passes by being skipped. */
async function runStage(name: string, filters: readonly string[]): Promise<StageResult> {
  try {
    return await (stages[name]?.run(filters) ?? { passed: 0, failed: 1, skipped: 0 });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function countsOf({ passed, failed, skipped }: StageResult): string {
  const skips = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${passed} passed, ${failed} failed${skips}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
