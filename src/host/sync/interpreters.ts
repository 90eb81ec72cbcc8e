/** The interpreter of a project, as the settings, the project's environment and the Python extension have it. */
import * as vscode from "vscode";
import { requireSdk, type Engine, type Interpreter } from "../../engine/index.ts";
import { UserError } from "../../shared/base/userError.ts";
import { setContextKey, type ContextKeys } from "../platform/contextKeys.ts";
import type { Log } from "../platform/log.ts";
import { suggestedInterpreter } from "../platform/pythonExtension.ts";
import { readSettings } from "../platform/settings.ts";
import type { Project } from "../projects/projects.ts";

export class Interpreters {
  readonly #engine: Engine;
  readonly #log: Log;

  constructor(engine: Engine, log: Log) {
    this.#engine = engine;
    this.#log = log;
  }

  /** `chosen` goes before the setting. */
  async find({ folder }: Project, chosen?: string): Promise<Interpreter> {
    const uri = vscode.Uri.file(folder);
    return this.#engine.findInterpreter({
      project: folder,
      setting: chosen ?? readSettings(uri).python,
      suggestion: await this.#suggestion(uri),
    });
  }

  /** One that can run the connector; what is missing is also said in the empty views. */
  async forSync(project: Project, chosen?: string): Promise<Interpreter> {
    try {
      const interpreter = requireSdk(await this.find(project, chosen));
      await setContextKey("problem", "");
      return interpreter;
    } catch (error) {
      await setContextKey("problem", problemOf(error));
      throw error;
    }
  }

  /** Sets what the empty views say, without bothering anybody. */
  async check(project: Project): Promise<void> {
    try {
      await this.forSync(project);
    } catch (error) {
      this.#log.info(error instanceof Error ? error.message : String(error));
    }
  }

  async #suggestion(uri: vscode.Uri): Promise<string | undefined> {
    try {
      return await suggestedInterpreter(uri);
    } catch (error) {
      // Another extension's fault must not keep a connector from running.
      this.#log.error(error);
      return undefined;
    }
  }
}

const pythonProblems = ["pythonNotFound", "pythonNotUsable", "pythonTooOld", "environmentBroken"];

function problemOf(error: unknown): ContextKeys["problem"] {
  if (!(error instanceof UserError)) {
    return "";
  }
  if (error.code === "sdkMissing") {
    return "sdk";
  }
  return pythonProblems.includes(error.code) ? "python" : "";
}
