/** What the newest sync of each project found: from its report, or after a reload from the history. */
import * as vscode from "vscode";
import { withoutIgnored, type Finding } from "../../shared/model/findings.ts";
import type { Log } from "../platform/log.ts";
import { onDidChangeSettings, readSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import type { RunFindings } from "./placedFindings.ts";

export interface LatestRun extends RunFindings {
  /** Milliseconds since 1970. A file that changed after it is not the one that ran. */
  readonly startedAt: number;
}

export class LatestFindings implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #destinations: Destinations;
  readonly #log: Log;
  readonly #runs = new Map<string, LatestRun>();
  readonly #changed = new vscode.EventEmitter<Project>();
  readonly #subscriptions: vscode.Disposable;
  /** Projects whose history has been asked, or needs not be asked any more. */
  readonly #known = new Set<string>();

  /** Something else is to be shown for the project. */
  readonly onDidChange = this.#changed.event;

  constructor(projects: Projects, destinations: Destinations, log: Log) {
    this.#projects = projects;
    this.#destinations = destinations;
    this.#log = log;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      destinations.onDidStart(({ project }) => {
        this.#set(project, undefined);
      }),
      destinations.onDidFinish(({ destination: { project }, report }) => {
        const { run, findings, error, seconds } = report;
        this.#set(project, { run, findings, error, startedAt: Date.now() - seconds * 1000 });
      }),
      projects.onDidChange(() => {
        this.#forgetDeleted();
        void this.#restoreAll();
      }),
      onDidChangeSettings(() => {
        for (const folder of this.#runs.keys()) {
          const project = projects.at(folder);
          if (project) {
            this.#changed.fire(project);
          }
        }
      }),
    );
  }

  /** Without the findings that are turned off. */
  of({ folder }: Project): LatestRun | undefined {
    const run = this.#runs.get(folder);
    const { ignoredFindings } = readSettings(vscode.Uri.file(folder));
    return run && { ...run, findings: withoutIgnored(run.findings, ignoredFindings) };
  }

  /** With them. */
  everythingOf({ folder }: Project): LatestRun | undefined {
    return this.#runs.get(folder);
  }

  /** About a table, or one of its columns. */
  about(project: Project, table: string, column?: string): readonly Finding[] {
    const findings = this.of(project)?.findings ?? [];
    return findings.filter(
      (finding) => finding.table === table && (column === undefined || finding.column === column),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #set(project: Project, run: LatestRun | undefined): void {
    this.#known.add(project.folder);
    if (run) {
      this.#runs.set(project.folder, run);
    } else {
      this.#runs.delete(project.folder);
    }
    this.#changed.fire(project);
  }

  #forgetDeleted(): void {
    for (const folder of [...this.#runs.keys()]) {
      if (!this.#projects.at(folder)) {
        this.#runs.delete(folder);
        this.#changed.fire({ folder, name: folder });
      }
    }
  }

  async #restoreAll(): Promise<void> {
    for (const project of this.#projects.known) {
      try {
        await this.#restore(project);
      } catch (error) {
        // Whoever opens the project's tables is told; here nobody asked.
        this.#log.error(error);
      }
    }
  }

  /** Opens the destination of a project that has runs, once. */
  async #restore(project: Project): Promise<void> {
    const destination = this.#destinations.of(project);
    if (this.#known.has(project.folder) || !destination.hasRuns) {
      return;
    }
    this.#known.add(project.folder);
    const { remote } = await destination.open();
    const syncs = (await remote.runs()).filter(({ kind }) => kind === "sync");
    const newest = syncs.toSorted((one, other) => other.run - one.run)[0];
    // A sync that began meanwhile says what there is to say itself.
    if (newest && !destination.active && !destination.lastOutcome) {
      const { run, findings, error, startedAt } = newest;
      this.#set(project, { run, findings, error, startedAt: Date.parse(startedAt) });
    }
  }
}
