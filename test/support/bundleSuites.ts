// Tests that run inside the editor are bundled, because its extension host may be older than the Node
// that runs TypeScript as it is.
import { build } from "esbuild";
import path from "node:path";
import { filesBelow } from "../../scripts/files/filesBelow.ts";

export interface BundledSuites {
  /** The module whose `run` VS Code calls. */
  readonly runner: string;
  readonly files: readonly string[];
}

const runnerSource = "test/editor/runInEditor.ts";

/** `tests` are files, or folders whose test files are meant. */
export async function bundleSuites(
  repository: string,
  tests: readonly string[],
): Promise<BundledSuites> {
  const sources = tests.flatMap((test) =>
    test.endsWith(".ts") ? [test] : filesBelow(repository, test, ".test.ts"),
  );
  if (sources.length === 0) {
    throw new Error(`There is no test file in ${tests.join(", ")}.`);
  }
  const output = path.join(repository, "out", "editor");
  await build({
    absWorkingDir: repository,
    entryPoints: [runnerSource, ...sources],
    outbase: path.join(repository, "test", "editor"),
    outdir: output,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  const bundleOf = (source: string): string =>
    path.join(output, path.relative("test/editor", source).replace(/\.ts$/, ".cjs"));
  return { runner: bundleOf(runnerSource), files: sources.map(bundleOf) };
}
