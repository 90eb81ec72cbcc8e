/** Installs Python packages in view of the user, who can stop it; what the tools print is in the log. */
import path from "node:path";
import * as vscode from "vscode";
import { createEnvironment, installPackages } from "../../engine/index.ts";
import { showError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";

export class PackageInstaller {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Resolves with whether everything is there now; a failure has been shown. */
  async install(python: string, packages: readonly string[]): Promise<boolean> {
    const names = packages.map((name) => path.basename(name)).filter((name) => name !== "-r");
    return this.#show(vscode.l10n.t("Installing {0}", names.join(", ")), (signal, onLine) =>
      installPackages(packages, { python, signal, onLine }),
    );
  }

  /** Makes `.venv` in the folder; resolves with its interpreter. */
  async createEnvironment(python: string, folder: string): Promise<string | undefined> {
    let created: string | undefined;
    await this.#show(
      vscode.l10n.t("Making a Python environment in {0}", path.basename(folder)),
      async (signal, onLine) => {
        created = await createEnvironment(folder, { python, signal, onLine });
      },
    );
    return created;
  }

  async #show(
    title: string,
    work: (signal: AbortSignal, onLine: (line: string) => void) => Promise<void>,
  ): Promise<boolean> {
    const abort = new AbortController();
    try {
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        (progress, token) => {
          token.onCancellationRequested(() => {
            abort.abort();
          });
          return work(abort.signal, (message) => {
            this.#log.info(message);
            progress.report({ message });
          });
        },
      );
      return true;
    } catch (error) {
      if (!abort.signal.aborted) {
        void showError(error, this.#log);
      }
      return false;
    }
  }
}
