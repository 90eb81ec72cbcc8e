/** Which project a command is about: what it was given, the one being edited, the only one, or the one the user picks. */
import * as vscode from "vscode";
import type { Project, Projects } from "./projects.ts";

export async function chooseProject(
  projects: Projects,
  target?: unknown,
): Promise<Project | undefined> {
  const given = projectOfTarget(projects, target);
  if (given) {
    return given;
  }
  const edited = vscode.window.activeTextEditor?.document.uri;
  const ofEditor = edited && projects.of(edited);
  if (ofEditor) {
    return ofEditor;
  }
  const all = await projects.all();
  if (all.length <= 1) {
    return all[0] ?? offerNewProject();
  }
  const choice = await vscode.window.showQuickPick(
    all.map((project) => ({
      label: project.name,
      description: project.folder,
      project,
    })),
    { title: vscode.l10n.t("Connector"), placeHolder: vscode.l10n.t("Choose a connector project") },
  );
  return choice?.project;
}

/** A file or folder, a path, or an item of a view. */
function projectOfTarget(projects: Projects, target: unknown): Project | undefined {
  if (target instanceof vscode.Uri) {
    return projects.of(target);
  }
  if (typeof target === "string") {
    return projects.at(target);
  }
  if (typeof target === "object" && target !== null && "project" in target) {
    const { project } = target;
    if (typeof project === "object" && project !== null && "folder" in project) {
      return typeof project.folder === "string" ? projects.at(project.folder) : undefined;
    }
  }
  return undefined;
}

async function offerNewProject(): Promise<undefined> {
  const create = vscode.l10n.t("New Project…");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("There is no connector.py in this workspace."),
    create,
  );
  if (choice === create) {
    await vscode.commands.executeCommand("connectorWorkbench.newProject");
  }
  return undefined;
}
