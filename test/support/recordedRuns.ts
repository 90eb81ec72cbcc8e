/** Runs written as sync logs, without Python, and the destination that shows them. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Frame } from "../../src/engine/bridge/frameReader.ts";
import { Destination } from "../../src/engine/destination/destination.ts";
import { RunStore } from "../../src/engine/runs/runStore.ts";
import { logFormat, SyncLogWriter, type Base } from "../../src/engine/runs/syncLog.ts";
import type { SyncStatus } from "../../src/shared/model/sync.ts";
import type { DestinationEvents } from "../../src/shared/protocol/destination.ts";
import { connect } from "../../src/shared/rpc/rpc.ts";
import { Rows, sdkFrame } from "./frames.ts";

const wasm = createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm");

export interface RecordedRun {
  readonly startedAt: Date;
  /** Default: empty tables. */
  readonly base?: Base;
  /** What the connector was given; default `{}`. */
  readonly state?: unknown;
  /** The frames before each commit; the last one is the run's end. */
  readonly commits: readonly (readonly Frame[])[];
  /** Frames after the last commit. */
  readonly lost?: readonly Frame[];
  /** Default: succeeded; null for a run whose process was killed. */
  readonly status?: SyncStatus | null;
}

export interface History extends Disposable {
  readonly storage: string;
  /** Writes the next run; returns what a run that continues it has as its base. */
  record(run: RecordedRun): Base;
  open(): Promise<Destination>;
}

/** Loading sql.js works once in a thread, so there is one destination; `open` shows it anew. */
let shared: Destination | undefined;

export function makeHistory(): History {
  const storage = mkdtempSync(path.join(tmpdir(), "recorded-runs-"));
  const store = new RunStore(storage);
  return {
    storage,
    record({ startedAt, base, state = {}, commits, lost = [], status = "succeeded" }) {
      const run = store.nextNumber();
      const log = new SyncLogWriter(store.path(run), {
        format: logFormat,
        run,
        kind: "sync",
        startedAt: startedAt.toISOString(),
        base: base ?? null,
        naming: "FIVETRAN",
        connectionName: "connection",
        maxRows: null,
        state: JSON.stringify(state),
      });
      for (const frame of [sdkFrame(), Rows.source()]) log.frame(frame);
      log.time(startedAt.getTime() * 1000);
      commits.forEach((frames, index) => {
        for (const frame of frames) log.frame(frame);
        const isEnd = index === commits.length - 1 && status !== null && status !== "failed";
        const kind = isEnd ? "finish" : "checkpoint";
        log.commit({
          kind,
          seconds: index,
          rows: 1,
          state: JSON.stringify({ run }),
          file: null,
          line: null,
        });
      });
      for (const frame of lost) log.frame(frame);
      if (status !== null) log.end({ status, seconds: 1, error: null, findings: [] });
      log.close();
      return { run, checkpoint: null, commits: commits.length };
    },
    async open() {
      shared ??= new Destination(wasm, silentEvents());
      await shared.open(storage);
      return shared;
    },
    [Symbol.dispose]() {
      rmSync(storage, { recursive: true, force: true });
    },
  };
}

function silentEvents() {
  return connect<DestinationEvents>({ send: () => undefined, receive: () => undefined }, {}).remote;
}
