/** Rows a second into the destination beside rows a second into a sink that drops everything, in one run. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDestination } from "../../src/engine/sync/openDestination.ts";
import { runSync } from "../../src/engine/sync/runSync.ts";
import type { StartPhase } from "../../src/shared/protocol/destination.ts";

const bench = import.meta.dirname;
const dist = path.resolve(bench, "../../dist");

/** What the rows are like: their key, or that the second half of them updates the first. */
export type Load = "integer" | "text" | "updates" | "keyless";

/** How much of what a run emits. */
export interface Work {
  readonly load: Load;
  readonly rows: number;
}

export interface Measured {
  readonly seconds: number;
  /** Peak resident size of the Python process; null where the system does not tell. */
  readonly mebibytes: number | null;
}

export interface Synced extends Measured {
  readonly bytesPerRow: number;
  /** Peak resident size of this process, which holds the destination worker. */
  readonly nodeMebibytes: number;
  /** Seconds from the start of the run until each phase was reached. */
  readonly phases: ReadonlyMap<StartPhase, number>;
}

/** Runs the connector with the SDK alone. */
export function ceiling(python: string, work: Work): Measured {
  return withResult((result) => {
    const { status, stderr } = spawnSync(python, [path.join(bench, "ceiling.py")], {
      env: environment(work, result),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the ceiling run failed:\n${stderr}`);
  });
}

/** Runs the connector into the destination. */
export async function sync(python: string, work: Work): Promise<Synced> {
  const storage = mkdtempSync(path.join(tmpdir(), "bench-"));
  const phases = new Map<StartPhase, number>();
  const destination = await openDestination({
    worker: path.join(dist, "destinationWorker.cjs"),
    storage,
    events: {
      reached: (phase, seconds) => {
        phases.set(phase, seconds);
      },
    },
  });
  try {
    let nodeMebibytes = 0;
    const sampling = setInterval(() => {
      nodeMebibytes = Math.max(nodeMebibytes, process.memoryUsage().rss / 2 ** 20);
    }, 50);
    const result = path.join(storage, "result.json");
    const report = await runSync({
      destination,
      interpreter: python,
      hostScript: path.join(dist, "python", "run_connector.py"),
      request: {
        project: path.join(bench, "connector"),
        configuration: null,
        start: { kind: "fresh" },
        naming: "FIVETRAN",
        limits: {},
        echo: false,
      },
      env: environment(work, result),
      onLog: () => undefined,
    });
    clearInterval(sampling);
    const rows = work.load === "updates" ? work.rows / 2 : work.rows;
    if (report.status !== "succeeded" || report.tables[0]?.rows !== rows) {
      throw new Error(
        `the sync did not do its work: ${JSON.stringify(report.error ?? report.tables)}`,
      );
    }
    const bytesPerRow = report.memory.bytesPerRow ?? NaN;
    return { ...readResult(result), nodeMebibytes, phases, bytesPerRow };
  } finally {
    await destination.close();
    rmSync(storage, { recursive: true, force: true });
  }
}

function environment({ load, rows }: Work, result: string): NodeJS.ProcessEnv {
  return { ...process.env, BENCH_RESULT: result, BENCH_ROWS: String(rows), BENCH_LOAD: load };
}

function withResult(run: (result: string) => void): Measured {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  try {
    const result = path.join(folder, "result.json");
    run(result);
    return readResult(result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResult(file: string): Measured {
  return JSON.parse(readFileSync(file, "utf8")) as Measured;
}
