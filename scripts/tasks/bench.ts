// `npm run bench [-- sync [rounds [rows]] | -- language [edits]] [--json]`: one of the two, or both.
import { parseArgs } from "node:util";
import { buildAll } from "../../esbuild.ts";
import { benchLanguageServer } from "../bench/languageServerBench.ts";
import { benchSync } from "../bench/syncBench.ts";
import { main } from "../process/main.ts";

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [which, ...numbers] = positionals;
  const [first, second] = numbers.map(Number);
  await buildAll({ print: console.error });
  let isReached = true;
  if (which !== "language") isReached = await benchSync(first, second, values.json);
  if (which !== "sync") isReached = (await benchLanguageServer(first, values.json)) && isReached;
  return isReached ? 0 : 1;
});
