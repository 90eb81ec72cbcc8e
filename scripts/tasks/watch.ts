// `npm run watch`: see esbuild.ts.
import { watchAll } from "../../esbuild.ts";

await watchAll();
