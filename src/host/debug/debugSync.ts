/** One sync under the debugger: begins before the debug session does and ends with it, whichever way that ends. */
import os from "node:os";
import { killProcessTree, type OpenDestination } from "../../engine/index.ts";
import { describeForEditor } from "../platform/errors.ts";
import type { SyncReport } from "../../shared/model/sync.ts";
import type { Listening, ProcessEnd, SyncRequest } from "../../shared/protocol/destination.ts";
import { deferred } from "../platform/deferred.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";

export interface DebugSyncOptions {
  readonly destination: ProjectDestination;
  readonly request: SyncRequest;
  /** Ends the debug session. */
  stopSession(): void;
  onError(error: unknown): void;
}

export class DebugSync {
  readonly #options: DebugSyncOptions;
  readonly #ended = deferred<ProcessEnd>();
  readonly #report = deferred<SyncReport | undefined>();
  readonly #subscription: { dispose(): void };
  #pid: number | undefined;
  #remote: OpenDestination["remote"] | undefined;
  #exited = false;
  #stopped = false;

  constructor(options: DebugSyncOptions) {
    this.#options = options;
    this.#subscription = options.destination.onDidConnect(({ pid }) => {
      this.#pid = pid;
    });
  }

  /** Resolves when the destination listens for the connector. */
  async start(): Promise<Listening> {
    const { destination, request } = this.#options;
    const listening = deferred<Listening>();
    let isListening = false;
    const cancel = () => {
      this.#options.stopSession();
    };
    const whole = destination.sync({ start: request.start, cancel }, async (opened) => {
      const { remote } = opened;
      this.#remote = remote;
      const reported = opened.nextReport();
      // Awaited below; a worker that ends first must not count as unhandled.
      reported.catch(() => undefined);
      listening.resolve(await remote.startSync(request));
      isListening = true;
      await remote.processEnded(await this.#ended.promise);
      this.#report.resolve(await reported);
    });
    whole
      .catch((error: unknown) => {
        if (isListening) {
          this.#options.stopSession();
          this.#options.onError(error);
        } else {
          destination.refuse(error);
          // VS Code shows why a session does not start.
          listening.reject(new Error(describeForEditor(error), { cause: error }));
        }
      })
      .finally(() => {
        this.#report.resolve(undefined);
        this.#subscription.dispose();
      });
    return listening.promise;
  }

  /** Undefined when the destination was gone before there was one. */
  get report(): Promise<SyncReport | undefined> {
    return this.#report.promise;
  }

  /** The user asked for the end: the run is cancelled, not failed. */
  stopRequested(): void {
    if (!this.#exited && !this.#stopped) {
      this.#stopped = true;
      // A worker that is gone has no run to cancel, and says so where the report is awaited.
      this.#remote?.cancelSync().catch(() => undefined);
    }
  }

  paused(isPaused: boolean): void {
    this.#options.destination.pause(isPaused);
  }

  /** debugpy says that the connector's process has exited. */
  processExited(exitCode: number): void {
    this.#exited = true;
    this.#end(describeExit(exitCode));
  }

  /** The debug session is over; whatever debugpy did or did not do, no process is left. */
  sessionEnded(): void {
    if (this.#pid !== undefined && (!this.#exited || process.platform !== "win32")) {
      killProcessTree(this.#pid);
    }
    this.#pid = undefined;
    this.#end({ code: null, signal: "SIGKILL", stderr: "" });
  }

  #end(end: ProcessEnd): void {
    this.#ended.resolve(end);
  }
}

/** debugpy reports a signal as the negative exit code that Python's subprocess gives it. */
function describeExit(exitCode: number): ProcessEnd {
  const signal = Object.entries(os.constants.signals).find(([, number]) => number === -exitCode);
  return signal
    ? { code: null, signal: signal[0], stderr: "" }
    : { code: exitCode, signal: null, stderr: "" };
}
