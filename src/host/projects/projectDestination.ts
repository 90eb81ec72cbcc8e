/** One project's destination while the window is open: its worker, the sync that runs in it, and word of what changed. */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import * as vscode from "vscode";
import type { Engine, OpenDestination } from "../../engine/index.ts";
import { UserError } from "../../shared/base/userError.ts";
import type { LogLine, SyncReport, SyncStart, SyncStatus } from "../../shared/model/sync.ts";
import type { DestinationEvents, SyncProgress } from "../../shared/protocol/destination.ts";
import { describeForEditor } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { throttle } from "../platform/throttle.ts";
import type { Project } from "./projects.ts";

export interface ActiveSync {
  readonly start: SyncStart;
  readonly startedAt: number;
  readonly progress: SyncProgress | undefined;
  /** Stopped at a breakpoint. */
  readonly isPaused: boolean;
  cancel(): void;
}

/** How the last attempt to sync ended; one that could not even begin has failed and left no report. */
export interface Outcome {
  readonly status: SyncStatus;
  /** Why it failed. */
  readonly error: string | undefined;
  readonly report: SyncReport | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface ProjectDestinationOptions {
  readonly project: Project;
  readonly engine: Engine;
  /** The folder of this project's runs. */
  readonly storage: string;
  readonly log: Log;
}

const millisecondsBetweenChanges = 250;

export class ProjectDestination implements vscode.Disposable {
  readonly project: Project;
  readonly #options: ProjectDestinationOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #finished = new vscode.EventEmitter<SyncReport>();
  readonly #logged = new vscode.EventEmitter<LogLine>();
  readonly #connected = new vscode.EventEmitter<Parameters<DestinationEvents["connected"]>[0]>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly #loaded = new vscode.EventEmitter<void>();
  readonly #announce = throttle(() => {
    this.#changed.fire();
  }, millisecondsBetweenChanges);
  #opening: Promise<OpenDestination> | undefined;
  #active: ActiveSync | undefined;
  #lastOutcome: Outcome | undefined;

  /** Tables, runs or the sync in progress may look different now; at most a few times a second. */
  readonly onDidChange = this.#changed.event;
  readonly onDidStart = this.#started.event;
  readonly onDidFinish = this.#finished.event;
  readonly onDidLog = this.#logged.event;
  /** The connector's process has made itself known. */
  readonly onDidConnect = this.#connected.event;

  /** schema() has answered, so Python has read connector.py. */
  readonly onDidLoad = this.#loaded.event;

  constructor(options: ProjectDestinationOptions) {
    this.project = options.project;
    this.#options = options;
  }

  get active(): ActiveSync | undefined {
    return this.#active;
  }

  /** Of the last attempt in this window. */
  get lastOutcome(): Outcome | undefined {
    return this.#lastOutcome;
  }

  /** Whether there is anything to look at; answered without starting a worker. */
  get hasRuns(): boolean {
    const { storage } = this.#options;
    return existsSync(storage) && readdirSync(storage).length > 0;
  }

  /** The destination as its runs left it; the worker starts with the first who asks. */
  open(): Promise<OpenDestination> {
    this.#opening ??= this.#start();
    return this.#opening;
  }

  /** Holds the destination for one sync: `body` runs it, `cancel` ends it early. */
  async sync<T>(
    { start, cancel }: Pick<ActiveSync, "start" | "cancel">,
    body: (destination: OpenDestination) => Promise<T>,
  ): Promise<T> {
    if (this.#active) {
      throw new UserError("syncRunning", `A sync of ${this.project.name} is in progress.`, {
        action: "Wait for it or cancel it.",
      });
    }
    this.#active = { start, startedAt: Date.now(), progress: undefined, isPaused: false, cancel };
    this.#started.fire();
    this.#announce.request();
    try {
      return await body(await this.open());
    } finally {
      this.#active = undefined;
      this.#announce.request();
    }
  }

  /** A sync was asked for and could not begin; one in progress is not concerned. */
  refuse(error: unknown): void {
    if (!this.#active) {
      this.#lastOutcome = {
        status: "failed",
        error: describeForEditor(error),
        report: undefined,
        at: Date.now(),
      };
      this.#announce.request();
    }
  }

  /** The debugger has stopped the connector, or lets it go on. */
  pause(isPaused: boolean): void {
    if (this.#active && this.#active.isPaused !== isPaused) {
      this.#active = { ...this.#active, isPaused };
      this.#announce.request();
    }
  }

  /** Its tables were changed from outside a sync. */
  announce(): void {
    this.#announce.request();
  }

  /** A line that did not come through the SDK. */
  log(line: LogLine): void {
    this.#options.log.line(line);
    this.#logged.fire(line);
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    if (opening) {
      // One that failed to open has nothing to close, and its failure was told to who asked.
      await opening.then(
        (destination) => destination.close(),
        () => undefined,
      );
    }
  }

  dispose(): void {
    this.#active?.cancel();
    this.#announce.dispose();
    vscode.Disposable.from(
      this.#changed,
      this.#started,
      this.#loaded,
      this.#connected,
      this.#finished,
      this.#logged,
    ).dispose();
    void this.close();
  }

  async #start(): Promise<OpenDestination> {
    const { storage, engine } = this.#options;
    mkdirSync(storage, { recursive: true, mode: 0o700 });
    try {
      const destination = await engine.openDestination({
        storage,
        events: {
          progress: (progress) => {
            this.#progressed(progress);
          },
          log: (line) => {
            this.log(line);
          },
          reached: (phase) => {
            if (phase === "schema") {
              this.#loaded.fire();
            }
          },
          connected: (connector) => {
            this.#connected.fire(connector);
          },
          checkpoint: () => {
            this.#announce.request();
          },
          finished: (report) => {
            this.#ended(report);
          },
        },
      });
      void destination.exited.then((error) => {
        this.#exited(error);
      });
      return destination;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }

  #progressed(progress: SyncProgress): void {
    if (this.#active) {
      this.#active = { ...this.#active, progress };
    }
    this.#announce.request();
  }

  #ended(report: SyncReport): void {
    const { status, error } = report;
    this.#lastOutcome = {
      status,
      error: status === "failed" ? error?.message : undefined,
      report,
      at: Date.now(),
    };
    this.#announce.request();
    this.#finished.fire(report);
  }

  /** The next who asks gets a new worker, which reads everything back from the runs. */
  #exited(error: Error | undefined): void {
    if (error) {
      this.#options.log.error(error);
      this.#opening = undefined;
      this.#announce.request();
    }
  }
}
