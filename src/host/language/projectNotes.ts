/** Tells the language server what only the extension knows of each project: its environment, its last sync, what schema() returned. */
import * as vscode from "vscode";
import type { TableProfile } from "../../shared/model/previews.ts";
import { notifications, type ProjectNote } from "../../shared/protocol/languageServer.ts";
import type { Log } from "../platform/log.ts";
import { onDidChangeSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { environmentOf } from "./environments.ts";

export interface ProjectNotesOptions {
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly log: Log;
  readonly send: (method: string, note: ProjectNote) => void;
}

type Parts = Pick<ProjectNote, "environment" | "observed" | "evaluated">;

export class ProjectNotes implements vscode.Disposable {
  readonly #options: ProjectNotesOptions;
  readonly #parts = new Map<string, Parts>();
  readonly #subscriptions: vscode.Disposable;

  constructor(options: ProjectNotesOptions) {
    this.#options = options;
    const { projects, destinations } = options;
    const all = (): void => {
      void this.sendAll();
    };
    this.#subscriptions = vscode.Disposable.from(
      projects.onDidChange(all),
      onDidChangeSettings(all),
      destinations.onDidFinish(({ destination: { project } }) => {
        void this.#noteObserved(project);
      }),
    );
  }

  /** To a server that has just started, too. */
  async sendAll(): Promise<void> {
    for (const project of this.#options.projects.known) {
      await this.#noteEnvironment(project);
      if (this.#parts.get(project.folder)?.observed === undefined) {
        await this.#noteObserved(project);
      }
    }
  }

  noteEvaluated(project: Project, evaluated: ProjectNote["evaluated"]): void {
    this.#note(project, { evaluated });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #noteEnvironment(project: Project): Promise<void> {
    try {
      const folder = await environmentOf(project);
      this.#note(project, {
        environment: folder === undefined ? undefined : vscode.Uri.file(folder).toString(),
      });
    } catch (error) {
      // Another extension's fault must not keep ours from reading.
      this.#options.log.error(error);
    }
  }

  async #noteObserved(project: Project): Promise<void> {
    const destination = this.#options.destinations.of(project);
    try {
      if (!destination.hasRuns) {
        return;
      }
      const { remote } = await destination.open();
      const observed: TableProfile[] = [];
      for (const table of await remote.tables()) {
        observed.push(await remote.profile(table));
      }
      this.#note(project, { observed });
    } catch (error) {
      this.#options.log.error(error);
    }
  }

  #note(project: Project, parts: Parts): void {
    const whole = { ...this.#parts.get(project.folder), ...parts };
    this.#parts.set(project.folder, whole);
    this.#options.send(notifications.project, {
      uri: vscode.Uri.file(project.folder).toString(),
      ...whole,
    });
  }
}
