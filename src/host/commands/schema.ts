/** "Evaluate schema()", and turning a code off. */
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import { ignoreFinding, readSettings } from "../platform/settings.ts";
import { requireTrust } from "../sync/syncs.ts";
import type { Services } from "./services.ts";

export function evaluateSchema({ projects, schemas }: Services) {
  return async (target?: unknown): Promise<void> => {
    requireTrust();
    const project = await chooseProject(projects, target);
    if (!project) {
      return;
    }
    if (readSettings(vscode.Uri.file(project.folder)).evaluateSchema === "off") {
      throw new UserError("evaluationOff", "Evaluating schema() is turned off.", {
        action: "Change the setting connectorWorkbench.evaluateSchema.",
      });
    }
    const state = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Running schema() of {0}", project.name),
        cancellable: true,
      },
      (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => {
          abort.abort();
        });
        return schemas.evaluate(project, abort.signal);
      },
    );
    void vscode.window.showInformationMessage(
      state.source === "run"
        ? vscode.l10n.t("What schema() returned now counts, until the function is changed.")
        : vscode.l10n.t("schema() is known without running it, so nothing changes."),
    );
  };
}

/** What the language server's quick fix "Turn off … in this workspace" does. */
export async function ignoreCode(project: unknown, code: unknown): Promise<void> {
  if (typeof project === "string" && typeof code === "string") {
    await ignoreFinding(code, vscode.Uri.parse(project));
  }
}
