// Makes everything of dist/: one bundle per process, and the files they load at run time.
// Only the extension's bundle has `vscode` external, so an import of it anywhere else fails here.
import { build, context, type BuildOptions, type Plugin } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const repository = import.meta.dirname;
const dist = path.join(repository, "dist");
const pythonSource = path.join(repository, "src", "engine", "bridge", "python");
const pythonTarget = path.join(dist, "python");

interface Bundle {
  readonly entry: string;
  readonly output: string;
  readonly options: BuildOptions;
}

/** The CLI has to run on Node 20, and shares its engine with the other Node bundles. */
const forNode = { platform: "node", format: "cjs", target: "node20" } as const;
const forPage: BuildOptions = { platform: "browser", format: "iife", target: "chrome128" };

const analysisEntry = "server/service/index.ts";
const analysisOutput = "analysis.cjs";

/** What knows connectors is loaded from its own bundle, so that it is shipped once. */
const sharedAnalysis: Plugin = {
  name: "shared analysis",
  setup(bundling) {
    bundling.onResolve({ filter: /service\/index\.ts$/ }, () => ({
      path: `./${analysisOutput}`,
      external: true,
    }));
  },
};

const bundles: readonly Bundle[] = [
  {
    entry: "src/extension.ts",
    output: "extension.cjs",
    options: { ...forNode, external: ["vscode"] },
  },
  { entry: "src/engine/destination/worker.ts", output: "destinationWorker.cjs", options: forNode },
  { entry: analysisEntry, output: analysisOutput, options: forNode },
  {
    entry: "server/main.ts",
    output: "server.cjs",
    options: { ...forNode, plugins: [sharedAnalysis] },
  },
  {
    entry: "src/cli/main.ts",
    output: "cli.cjs",
    options: { ...forNode, plugins: [sharedAnalysis], banner: { js: "#!/usr/bin/env node" } },
  },
  { entry: "media/tables/main.ts", output: "tables.js", options: forPage },
];

/** Fills dist/ and prints what it made. Source maps are for developers; they are not shipped. */
export async function buildAll({ sourcemap = false, print = console.log } = {}): Promise<void> {
  const started = performance.now();
  await Promise.all(bundles.map((bundle) => build(optionsOf(bundle, sourcemap))));
  copyRuntimeFiles();
  removeStale(sourcemap);
  for (const { output } of bundles) {
    const kilobytes = Math.round(statSync(path.join(dist, output)).size / 1024);
    print(`  dist/${output}  ${kilobytes} kB`);
  }
  print(`Built dist/ in ${Math.round(performance.now() - started)} ms.`);
}

/** Builds with source maps and again after each change, until the process is stopped. */
export async function watchAll(): Promise<void> {
  copyRuntimeFiles();
  for (const bundle of bundles) {
    const watching = await context({ ...optionsOf(bundle, true), logLevel: "info" });
    await watching.watch();
  }
}

function optionsOf({ entry, output, options }: Bundle, sourcemap: boolean): BuildOptions {
  return {
    ...options,
    absWorkingDir: repository,
    entryPoints: [entry],
    outfile: path.join(dist, output),
    bundle: true,
    minify: !sourcemap,
    sourcemap,
    logLevel: "warning",
  };
}

/** What the bundles open by path: SQLite's WebAssembly and the Python side of the bridge. */
function copyRuntimeFiles(): void {
  mkdirSync(dist, { recursive: true });
  const require = createRequire(import.meta.url);
  cpSync(require.resolve("sql.js/dist/sql-wasm.wasm"), path.join(dist, "sql-wasm.wasm"));
  cpSync(pythonSource, pythonTarget, { recursive: true, filter: isShippedPython });
}

/** Not an empty dist/ at the start: an editor that is open may be running from it. */
function removeStale(sourcemap: boolean): void {
  const outputs = bundles.flatMap(({ output }) => [output, output.replace(/\.js$/, ".css")]);
  const maps = sourcemap ? outputs.map((output) => `${output}.map`) : [];
  const wanted = new Set([...outputs, ...maps, "sql-wasm.wasm", "python"]);
  const python = readdirSync(pythonTarget, { recursive: true, encoding: "utf8" });
  const stale = [
    ...readdirSync(dist).filter((name) => !wanted.has(name)),
    ...python
      .filter((name) => !existsSync(path.join(pythonSource, name)))
      .map((name) => path.join("python", name)),
  ];
  for (const name of stale) {
    rmSync(path.join(dist, name), { recursive: true, force: true });
  }
}

function isShippedPython(source: string): boolean {
  const name = path.basename(source);
  return statSync(source).isDirectory() ? name !== "__pycache__" : name.endsWith(".py");
}
