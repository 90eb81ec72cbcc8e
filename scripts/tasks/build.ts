// `npm run build`: see esbuild.ts.
import { buildAll } from "../../esbuild.ts";
import { main } from "../process/main.ts";

await main(async () => {
  await buildAll({ sourcemap: process.argv.includes("--sourcemap") });
  return 0;
});
