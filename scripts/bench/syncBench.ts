/** How much of the SDK's own speed reaches the destination, measured side by side. */
import { loads, measure, type BenchResult, type LoadResult } from "../../test/bench/measure.ts";
import { sdkEnvironment } from "../python/sdkEnvironments.ts";

/** The share of the SDK's own speed that a sync with integer keys must reach. */
const ratioBar = 0.7;
/** How much of its rate a sync of ten times the rows must keep. */
const growthBar = 0.85;

/** Prints what was measured; false when a bar was missed. */
export async function benchSync(rounds = 5, rows = 200_000, isJson = false): Promise<boolean> {
  const { python, sdkVersion } = sdkEnvironment("3");
  const result = await measure(python, rounds, rows, (round) => {
    console.error(`round ${String(round)} of ${String(rounds)}`);
  });
  const verdicts = {
    ratio: (result.loads[0]?.ratio ?? NaN) >= ratioBar,
    growth: result.growth.ratio >= growthBar,
  };
  if (isJson)
    console.log(JSON.stringify({ sdkVersion, ...result, bars: { ratioBar, growthBar } }, null, 2));
  else print(sdkVersion, result, verdicts);
  return verdicts.ratio && verdicts.growth;
}

function print(
  sdkVersion: string,
  { rounds, rows, loads: results, growth, start }: BenchResult,
  verdicts: { readonly ratio: boolean; readonly growth: boolean },
): void {
  console.log(
    `SDK ${sdkVersion}, ${whole(rows)} rows of 10 columns, a checkpoint every 10,000, medians of ${String(rounds)} rounds`,
  );
  line("", "SDK alone", "synced", "ratio", "bytes/row", "host MiB", "node MiB");
  for (const result of results) line(loads[result.load], ...cells(result));
  const small = `${whole(growth.smallRows)} rows`;
  const large = `${whole(growth.largeRows)} rows`;
  line("", small, large, "ratio");
  line(
    "growth",
    `${whole(growth.smallPerSecond)}/s`,
    `${whole(growth.largePerSecond)}/s`,
    growth.ratio.toFixed(2),
  );
  console.log(
    `ratio ${verdicts.ratio ? "reaches" : "MISSES"} its bar of ${String(ratioBar)}, ` +
      `growth ${verdicts.growth ? "reaches" : "MISSES"} its bar of ${String(growthBar)}`,
  );
  console.log(
    `start: Python ${milliseconds(start.process)}, importing the SDK ${milliseconds(start.sdk - start.process)}, ` +
      `connector.py and schema() ${milliseconds(start.schema - start.sdk)}`,
  );
}

function cells(result: LoadResult): readonly string[] {
  return [
    `${whole(result.alonePerSecond)}/s`,
    `${whole(result.syncedPerSecond)}/s`,
    result.ratio.toFixed(2),
    whole(result.bytesPerRow),
    whole(result.hostMebibytes),
    whole(result.nodeMebibytes),
  ];
}

function line(name: string, ...columns: readonly string[]): void {
  const widths = [16, 16, 8, 11, 10, 10];
  const padded = columns.map((text, index) => text.padStart(widths[index] ?? 10));
  console.log(name.padEnd(20) + padded.join(""));
}

function whole(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}
