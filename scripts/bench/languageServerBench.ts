/** How long the language server takes, beside CPython's own parser of the same text. */
import {
  measureLanguageServer,
  type LanguageServerResult,
  type Percentiles,
} from "../../test/bench/languageServer.ts";
import { sdkEnvironment } from "../python/sdkEnvironments.ts";

/** Milliseconds, but for the corpus and the growth of memory. */
const bars = { keystroke: { p50: 15, p95: 40 }, corpusSeconds: 3, memoryGrowth: 1.3 };

/** Prints what was measured; false when a bar was missed. */
export async function benchLanguageServer(edits = 10_000, isJson = false): Promise<boolean> {
  const result = await measureLanguageServer(sdkEnvironment("3").python, edits);
  if (isJson) console.log(JSON.stringify({ ...result, bars }, null, 2));
  else print(result);
  const { keystroke, corpus, memory } = result;
  return (
    keystroke.p50 <= bars.keystroke.p50 &&
    keystroke.p95 <= bars.keystroke.p95 &&
    corpus.seconds <= bars.corpusSeconds &&
    memory.late <= memory.early * bars.memoryGrowth
  );
}

function print(result: LanguageServerResult): void {
  const { connector, lines, keystroke, pythonParse, corpus, memory } = result;
  console.log(`${connector}, ${String(lines)} lines, over standard input and output`);
  console.log(`keystroke to diagnostics    ${shown(keystroke)} (bars ${shown(bars.keystroke)})`);
  console.log(`CPython's ast.parse         ${shown(pythonParse)}`);
  console.log(`ratio                       ${(keystroke.p50 / pythonParse.p50).toFixed(2)}`);
  console.log(`start                       ${result.start.toFixed(0)} ms`);
  console.log(`open to first diagnostics   ${result.firstDiagnostics.toFixed(0)} ms`);
  console.log(
    `${String(corpus.connectors)} connectors, cold         ${corpus.seconds.toFixed(2)} s (bar ${String(bars.corpusSeconds)} s)`,
  );
  console.log(
    `resident                    ${memory.early.toFixed(0)} MiB after 1,000 edits, ${memory.late.toFixed(0)} MiB after ${String(memory.edits)}`,
  );
}

function shown({ p50, p95 }: Percentiles): string {
  return `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
}
