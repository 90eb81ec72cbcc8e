/** Moves a value of configuration.json to VS Code's secret storage, and back. */
import path from "node:path";
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import { referredSecret, secretReference } from "../../shared/model/secrets.ts";
import type { Project } from "../projects/projects.ts";
import type { Services } from "./services.ts";

/** `folder` is the URI of the project's folder, `span` the offsets of the value, as the language server names them. */
export function moveSecret({ projects, secrets }: Services) {
  return async (folder?: unknown, key?: unknown, span?: unknown): Promise<void> => {
    const found = await findValue(projects, folder, key, span);
    if (!found || referredSecret(found.value) !== undefined) {
      return;
    }
    const { project, name, value } = found;
    await secrets.keep(project, name, value);
    await replace(found, secretReference(name));
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "{0} is kept by VS Code now, and given to the connector when it is run or debugged here. To deploy with this file, put it back first.",
        name,
      ),
    );
  };
}

export function restoreSecret({ projects, secrets }: Services) {
  return async (folder?: unknown, key?: unknown, span?: unknown): Promise<void> => {
    const found = await findValue(projects, folder, key, span);
    const name = found && referredSecret(found.value);
    if (!found || name === undefined) {
      return;
    }
    const value = await secrets.find(found.project, name);
    if (value === undefined) {
      throw new UserError(
        "secretMissing",
        vscode.l10n.t("VS Code keeps no secret {0} for this project on this machine.", name),
        { action: vscode.l10n.t("Write the value into the file.") },
      );
    }
    await replace(found, value);
    await secrets.forget(found.project, name);
  };
}

interface Found {
  readonly project: Project;
  readonly document: vscode.TextDocument;
  /** The key in the file. */
  readonly name: string;
  readonly value: string;
  /** Of the value, quotes included. */
  readonly range: vscode.Range;
}

async function findValue(
  projects: Services["projects"],
  folder: unknown,
  key: unknown,
  span: unknown,
): Promise<Found | undefined> {
  const project =
    typeof folder === "string" ? projects.at(vscode.Uri.parse(folder).fsPath) : undefined;
  const [from, to] = ["from", "to"].map((end) => numberIn(span, end));
  if (!project || typeof key !== "string" || from === undefined || to === undefined) {
    return undefined;
  }
  const file = vscode.Uri.file(path.join(project.folder, "configuration.json"));
  const document = await vscode.workspace.openTextDocument(file);
  const range = new vscode.Range(document.positionAt(from), document.positionAt(to));
  const value = textOf(document.getText(range));
  return value === undefined ? undefined : { project, document, name: key, value, range };
}

function numberIn(span: unknown, end: string): number | undefined {
  const value: unknown =
    typeof span === "object" && span !== null ? Reflect.get(span, end) : undefined;
  return typeof value === "number" ? value : undefined;
}

/** Undefined where there is no JSON text any more. */
function textOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Saved at once: a secret that was moved must not stay on the disk. */
async function replace({ document, range }: Found, value: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, JSON.stringify(value));
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    throw new UserError("notWritten", vscode.l10n.t("configuration.json could not be written."));
  }
}
