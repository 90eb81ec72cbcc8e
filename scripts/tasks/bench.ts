// `npm run bench [-- rounds [rows]]`: how much of the SDK's own speed reaches the destination, measured side by side.
import { buildAll } from "../../esbuild.ts";
import { ceiling, sync, type Measured, type Synced } from "../../test/bench/throughput.ts";
import { main } from "../process/main.ts";
import { sdkEnvironment } from "../python/sdkEnvironments.ts";

/** The share of the SDK's own speed that a sync must reach. */
const bar = 0.8;

await main(async () => {
  const [rounds = 5, rows = 200_000] = process.argv.slice(2).map(Number);
  await buildAll({ sourcemap: false });
  const { python, sdkVersion } = sdkEnvironment("3");
  console.log(
    `SDK ${sdkVersion}, ${String(rows)} rows of 10 columns, a checkpoint every 10,000, ${String(rounds)} rounds`,
  );
  console.log("round   SDK alone    synced  ratio   host MiB  node MiB");
  const results: { alone: Measured; synced: Synced }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const alone = ceiling(python, rows);
    const synced = await sync(python, rows);
    results.push({ alone, synced });
    const cells = [
      String(round).padStart(5),
      `${perSecond(rows, alone)}/s`.padStart(12),
      `${perSecond(rows, synced)}/s`.padStart(10),
      (alone.seconds / synced.seconds).toFixed(2).padStart(6),
      (synced.mebibytes ?? NaN).toFixed(0).padStart(10),
      synced.nodeMebibytes.toFixed(0).padStart(9),
    ];
    console.log(cells.join(" "));
  }
  const ratio = median(results.map(({ alone, synced }) => alone.seconds / synced.seconds));
  console.log(`median ratio ${ratio.toFixed(2)} (bar ${String(bar)})`);
  printStart(results.map(({ synced }) => synced));
  return ratio >= bar ? 0 : 1;
});

/** Where the time goes before the first row. */
function printStart(runs: readonly Synced[]): void {
  const at = (phase: "process" | "sdk" | "schema") =>
    median(runs.map(({ phases }) => phases.get(phase) ?? NaN));
  const milliseconds = (seconds: number) => `${(seconds * 1000).toFixed(0)} ms`;
  console.log(
    `start: Python ${milliseconds(at("process"))}, importing the SDK ${milliseconds(at("sdk") - at("process"))}, ` +
      `connector.py and schema() ${milliseconds(at("schema") - at("sdk"))}`,
  );
}

function perSecond(rows: number, { seconds }: Measured): string {
  return Math.round(rows / seconds).toLocaleString("en");
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
