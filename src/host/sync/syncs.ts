/** Runs a project's connector, without a debugger, into its destination. */
import path from "node:path";
import * as vscode from "vscode";
import type { Engine } from "../../engine/index.ts";
import { UserError } from "../../shared/base/userError.ts";
import type { Naming, SyncLimits, SyncReport, SyncStart } from "../../shared/model/sync.ts";
import type { SyncRequest } from "../../shared/protocol/destination.ts";
import type { ConfigurationSecrets } from "../platform/configurationSecrets.ts";
import { readSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import type { Project } from "../projects/projects.ts";
import type { Interpreters } from "./interpreters.ts";

/** What a launch configuration or a command can say about a sync; the rest comes from settings. */
export interface SyncChoices {
  readonly start: SyncStart;
  /** Absolute, or relative to the project. */
  readonly configuration?: string;
  readonly python?: string;
  readonly naming?: Naming;
  readonly limits?: SyncLimits;
  readonly env?: Readonly<Record<string, string>>;
}

export class Syncs {
  readonly #engine: Engine;
  readonly #destinations: Destinations;
  readonly #interpreters: Interpreters;
  readonly #secrets: ConfigurationSecrets;

  constructor(
    engine: Engine,
    destinations: Destinations,
    interpreters: Interpreters,
    secrets: ConfigurationSecrets,
  ) {
    this.#engine = engine;
    this.#destinations = destinations;
    this.#interpreters = interpreters;
    this.#secrets = secrets;
  }

  /** Aborting `signal`, or cancelling the destination's sync, ends it; what was checkpointed stays. */
  async run(project: Project, choices: SyncChoices, signal?: AbortSignal): Promise<SyncReport> {
    const destination = this.#destinations.of(project);
    try {
      return await this.#run(destination, choices, signal);
    } catch (error) {
      destination.refuse(error);
      throw error;
    }
  }

  async request(project: Project, choices: SyncChoices): Promise<SyncRequest> {
    const { folder } = project;
    const { start, limits = {} } = choices;
    const settings = readSettings(vscode.Uri.file(folder));
    const configuration =
      choices.configuration === undefined ? null : path.resolve(folder, choices.configuration);
    return {
      project: folder,
      configuration,
      start,
      naming: choices.naming ?? settings.naming,
      limits: { databaseBytes: settings.databaseBytes, ...limits },
      echo: false,
      secrets: await this.#secrets.of(project, configuration),
    };
  }

  async #run(
    destination: ProjectDestination,
    choices: SyncChoices,
    signal: AbortSignal | undefined,
  ): Promise<SyncReport> {
    const { project } = destination;
    requireTrust();
    await saveFiles(project);
    const interpreter = await this.#interpreters.forSync(project, choices.python);
    const request = await this.request(project, choices);
    const abort = new AbortController();
    const cancel = () => {
      abort.abort();
    };
    return destination.sync({ start: choices.start, cancel }, (opened) =>
      this.#engine.runSync({
        destination: opened,
        interpreter: interpreter.path,
        request,
        signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal,
        env: { ...process.env, ...choices.env },
        onLog: (line) => {
          destination.log(line);
        },
      }),
    );
  }
}

export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new UserError("untrusted", "Running a connector executes its Python code.", {
      action: "Trust this workspace first (Workspaces: Manage Workspace Trust).",
    });
  }
}

/** Python reads the files of the project, so what is being edited has to be in them. */
export async function saveFiles({ folder }: Project): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, isUntitled, uri }) =>
      isDirty && !isUntitled && uri.scheme === "file" && uri.fsPath.startsWith(folder + path.sep),
  );
  await Promise.all(unsaved.map((document) => document.save()));
}
