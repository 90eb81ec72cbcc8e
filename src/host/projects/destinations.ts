/** The destinations of all projects, made when first asked for, and what happens in any of them. */
import { createHash } from "node:crypto";
import path from "node:path";
import * as vscode from "vscode";
import type { Engine } from "../../engine/index.ts";
import type { SyncReport } from "../../shared/model/sync.ts";
import type { DestinationEvents } from "../../shared/protocol/destination.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import type { Log } from "../platform/log.ts";
import { ProjectDestination } from "./projectDestination.ts";
import type { Project } from "./projects.ts";

export interface DestinationsOptions {
  readonly engine: Engine;
  /** The folder under which each project has its own. */
  readonly storage: string;
  readonly log: Log;
}

/** What a connector's process says of itself. */
export type Connector = Parameters<DestinationEvents["connected"]>[0];

export interface ConnectedSync {
  readonly destination: ProjectDestination;
  readonly connector: Connector;
}

export interface FinishedSync {
  readonly destination: ProjectDestination;
  readonly report: SyncReport;
}

export class Destinations implements vscode.Disposable {
  readonly #options: DestinationsOptions;
  readonly #changed = new vscode.EventEmitter<ProjectDestination>();
  readonly #finished = new vscode.EventEmitter<FinishedSync>();
  readonly #started = new vscode.EventEmitter<ProjectDestination>();
  readonly #loaded = new vscode.EventEmitter<ProjectDestination>();
  readonly #connected = new vscode.EventEmitter<ConnectedSync>();
  readonly #byFolder = new Map<string, ProjectDestination>();
  #running = false;

  readonly onDidChange = this.#changed.event;
  readonly onDidStart = this.#started.event;
  readonly onDidLoad = this.#loaded.event;
  readonly onDidConnect = this.#connected.event;
  readonly onDidFinish = this.#finished.event;

  constructor(options: DestinationsOptions) {
    this.#options = options;
  }

  of(project: Project): ProjectDestination {
    let destination = this.#byFolder.get(project.folder);
    if (!destination) {
      destination = this.#create(project);
      this.#byFolder.set(project.folder, destination);
    }
    return destination;
  }

  /** Those with a sync in progress. */
  get active(): readonly ProjectDestination[] {
    return [...this.#byFolder.values()].filter(({ active }) => active);
  }

  /** Those that have been asked for. */
  get known(): readonly ProjectDestination[] {
    return [...this.#byFolder.values()];
  }

  /** Ends every worker and the processes that feed them. */
  async close(): Promise<void> {
    await Promise.all([...this.#byFolder.values()].map((destination) => destination.close()));
  }

  dispose(): void {
    vscode.Disposable.from(
      ...this.#byFolder.values(),
      this.#changed,
      this.#started,
      this.#loaded,
      this.#connected,
      this.#finished,
    ).dispose();
  }

  #create(project: Project): ProjectDestination {
    const { engine, storage, log } = this.#options;
    const hash = createHash("sha256").update(project.folder).digest("hex").slice(0, 16);
    const destination = new ProjectDestination({
      project,
      engine,
      storage: path.join(storage, `${path.basename(project.folder)}-${hash}`),
      log,
    });
    destination.onDidChange(() => {
      this.#tellRunning();
      this.#changed.fire(destination);
    });
    destination.onDidStart(() => {
      this.#started.fire(destination);
    });
    destination.onDidLoad(() => {
      this.#loaded.fire(destination);
    });
    destination.onDidConnect((connector) => {
      this.#connected.fire({ destination, connector });
    });
    destination.onDidFinish((report) => {
      this.#finished.fire({ destination, report });
    });
    return destination;
  }

  #tellRunning(): void {
    const running = this.active.length > 0;
    if (running !== this.#running) {
      this.#running = running;
      void setContextKey("running", running);
    }
  }
}
