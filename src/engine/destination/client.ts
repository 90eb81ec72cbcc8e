/** The caller's side of a destination worker: starts it, speaks with it, and settles every call when it is gone. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { DestinationApi, DestinationEvents } from "../../shared/protocol/destination.ts";
import { connect, type Remote, type Wire } from "../../shared/rpc/rpc.ts";

export interface DestinationClient {
  readonly remote: Remote<DestinationApi>;
  /** Ends the worker; a run in progress is cancelled. */
  close(): Promise<void>;
  /** Settles when the worker has ended; with an error when it ended by itself. */
  readonly exited: Promise<Error | undefined>;
}

/** `worker` is the path of the worker's file: `dist/destinationWorker.cjs`, or `worker.ts` beside this one. */
export function startDestination(options: {
  readonly worker: string | URL;
  readonly events: Partial<DestinationEvents>;
}): DestinationClient {
  const file = options.worker instanceof URL ? fileURLToPath(options.worker) : options.worker;
  const worker = new Worker(file, { workerData: { wasm: findWasm(file) } });
  const wire: Wire = {
    send: (message) => {
      worker.postMessage(message);
    },
    receive: (listener) => {
      worker.on("message", listener);
    },
  };
  const connection = connect<DestinationApi>(wire, { ...ignored, ...options.events });
  let isClosing = false;
  let failure: Error | undefined;
  worker.on("error", (error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  const exited = new Promise<Error | undefined>((resolve) => {
    worker.on("exit", (code) => {
      const reason = isClosing
        ? undefined
        : new Error(
            `The destination worker ended (${failure?.message ?? `exit code ${String(code)}`}).`,
            { cause: failure },
          );
      connection.close(reason ?? new Error("The destination is closed."));
      resolve(reason);
    });
  });
  return {
    remote: connection.remote,
    exited,
    async close() {
      isClosing = true;
      await connection.remote.close().catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** Nobody need listen to every event. */
const ignored: DestinationEvents = {
  reached: () => undefined,
  progress: () => undefined,
  log: () => undefined,
  connected: () => undefined,
  checkpoint: () => undefined,
  finished: () => undefined,
};

/** The packaged worker has sql.js's WebAssembly beside it; a source checkout has it in its modules. */
function findWasm(worker: string): string {
  const beside = join(dirname(worker), "sql-wasm.wasm");
  return existsSync(beside) ? beside : createRequire(worker).resolve("sql.js/dist/sql-wasm.wasm");
}
