/** Has Python run schema() where reading cannot tell what it returns, on request or when a file is saved. */
import path from "node:path";
import * as vscode from "vscode";
import type { Engine } from "../../engine/index.ts";
import { UserError } from "../../shared/base/userError.ts";
import { requests, type SchemaState } from "../../shared/protocol/languageServer.ts";
import type { ConfigurationSecrets } from "../platform/configurationSecrets.ts";
import type { Log } from "../platform/log.ts";
import { readSettings } from "../platform/settings.ts";
import type { Project, Projects } from "../projects/projects.ts";
import type { Interpreters } from "../sync/interpreters.ts";
import type { LanguageSupport } from "./languageSupport.ts";

export interface SchemaEvaluationOptions {
  readonly engine: Engine;
  readonly projects: Projects;
  readonly interpreters: Interpreters;
  readonly language: LanguageSupport;
  readonly secrets: ConfigurationSecrets;
  readonly log: Log;
}

export class SchemaEvaluations implements vscode.Disposable {
  readonly #options: SchemaEvaluationOptions;
  readonly #subscription: vscode.Disposable;
  /** By folder, so that a newer one ends an older one. */
  readonly #running = new Map<string, AbortController>();

  constructor(options: SchemaEvaluationOptions) {
    this.#options = options;
    this.#subscription = vscode.workspace.onDidSaveTextDocument((document) => {
      void this.#saved(document);
    });
  }

  /** Rejects with a `UserError` that says why schema() could not be run. */
  async evaluate(project: Project, signal?: AbortSignal): Promise<SchemaState> {
    const { language, engine, interpreters, secrets: kept } = this.#options;
    const before = await this.#state(project);
    if (!before) {
      throw new UserError("languageServerOff", "The language server is off.", {
        action: "Turn connectorWorkbench.languageServer.enabled on, or restart it.",
      });
    }
    if (before.text === null) {
      throw new UserError("noSchema", `${project.name} has no schema().`);
    }
    const { path: interpreter } = await interpreters.forSync(project);
    const secrets = await kept.of(project, null);
    const returned = await engine.evaluateSchema({
      project: project.folder,
      interpreter,
      secrets,
      signal,
    });
    language.notes.noteEvaluated(project, { returned, text: before.text });
    return (await this.#state(project)) ?? before;
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const running of this.#running.values()) {
      running.abort();
    }
  }

  async #saved({ uri }: vscode.TextDocument): Promise<void> {
    const isPart = /\.py$|[\\/]configuration\.json$/.test(uri.fsPath);
    const project = isPart ? this.#options.projects.of(uri) : undefined;
    if (
      !project ||
      !vscode.workspace.isTrusted ||
      readSettings(vscode.Uri.file(project.folder)).evaluateSchema !== "onSave"
    ) {
      return;
    }
    this.#running.get(project.folder)?.abort();
    const abort = new AbortController();
    this.#running.set(project.folder, abort);
    try {
      const state = await this.#state(project);
      if (state && isOpen(state)) {
        await this.evaluate(project, abort.signal);
      }
    } catch (error) {
      // Nobody asked; a connector that cannot run yet is no news while it is written.
      this.#options.log.info(error instanceof Error ? error.message : String(error));
    } finally {
      if (this.#running.get(project.folder) === abort) {
        this.#running.delete(project.folder);
      }
    }
  }

  async #state({ folder }: Project): Promise<SchemaState | undefined> {
    const uri = vscode.Uri.file(path.join(folder, "connector.py")).toString();
    const state = await this.#options.language.request<SchemaState | null>(requests.schema, {
      uri,
    });
    return state ?? undefined;
  }
}

/** Whether reading leaves something for a run to tell, or a run has told it. */
export function isOpen({ decided, source }: SchemaState): boolean {
  return source === "run" || ["partial", "unknown", "configuration"].includes(decided);
}
