/** "Evaluate schema()" and "Update schema() from Last Sync". */
import path from "node:path";
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import { requests, type GeneratedSchema } from "../../shared/protocol/languageServer.ts";
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

/** Shows the change as a preview, where it can be taken or left. */
export function generateSchema({ projects, language }: Services) {
  return async (target?: unknown): Promise<void> => {
    const project = await chooseProject(projects, target);
    if (!project) {
      return;
    }
    const uri = vscode.Uri.file(path.join(project.folder, "connector.py")).toString();
    const generated = await language.request<GeneratedSchema | null>(requests.generateSchema, {
      uri,
    });
    if (!generated) {
      throw new UserError("languageServerOff", "The language server cannot tell.", {
        action: "See its output.",
      });
    }
    if ("refused" in generated) {
      throw new UserError("schemaNotGenerated", generated.refused);
    }
    const edit = new vscode.WorkspaceEdit();
    const label = vscode.l10n.t("schema() as the last sync shows it");
    for (const { uri: file, range, newText } of generated.edits) {
      const { start, end } = range;
      edit.replace(
        vscode.Uri.parse(file),
        new vscode.Range(start.line, start.character, end.line, end.character),
        newText,
        { label, needsConfirmation: true },
      );
    }
    await vscode.workspace.applyEdit(edit);
  };
}

/** What the language server's quick fix "Turn off … in this workspace" does. */
export async function ignoreCode(project: unknown, code: unknown): Promise<void> {
  if (typeof project === "string" && typeof code === "string") {
    await ignoreFinding(code, vscode.Uri.parse(project));
  }
}
