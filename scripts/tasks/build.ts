// `npm run build`: see esbuild.ts.
import { buildAll } from "../../esbuild.ts";

await buildAll({ sourcemap: process.argv.includes("--sourcemap") });
