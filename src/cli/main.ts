/** The program `connector-workbench`. */
import { realpathSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { bundledFiles, createEngine, sourceFiles, type EngineFiles } from "../engine/index.ts";
import type { Output } from "./context.ts";
import { runCommand } from "./runCommand.ts";

/** The bundle is dist/cli.cjs; the source, run as it is, src/cli/main.ts. */
function locateFiles(): EngineFiles {
  const program = realpathSync(process.argv[1] ?? "");
  const folder = path.dirname(program);
  return program.endsWith(".ts")
    ? sourceFiles(path.resolve(folder, "../.."))
    : bundledFiles(folder);
}

function outputTo(stream: NodeJS.WriteStream): Output {
  // `connector-workbench … | head` ends early, which is no failure of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
  return {
    write: (part) => stream.write(part),
    isTerminal: stream.isTTY,
    get columns() {
      // Zero on a terminal that does not know its size, undefined on a file.
      return stream.columns || 80;
    },
  };
}

async function main(): Promise<void> {
  process.exitCode = await runCommand(process.argv.slice(2), {
    engine: createEngine(locateFiles()),
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    readStdin: () => text(process.stdin),
    onInterrupt(listener) {
      const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
      for (const signal of signals) {
        process.on(signal, listener);
      }
      return () => {
        for (const signal of signals) {
          process.off(signal, listener);
        }
      };
    },
    exitNow: (code) => {
      process.exit(code);
    },
  });
}

void main();
