/** The top of both trees: the projects, or what is below the only one. */
import * as vscode from "vscode";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { statusOf } from "../sync/outcomes.ts";

export interface ProjectNode {
  readonly kind: "project";
  readonly project: Project;
}

/** Empty when no project has had a run, so that the welcome text is shown. */
export async function projectsWithRuns(
  projects: Projects,
  destinations: Destinations,
): Promise<readonly Project[]> {
  const all = await projects.all();
  const hasRuns = all.some((project) => destinations.of(project).hasRuns);
  return hasRuns ? all : [];
}

export function projectItem({ project }: ProjectNode, destinations: Destinations): vscode.TreeItem {
  const item = new vscode.TreeItem(project.name, vscode.TreeItemCollapsibleState.Expanded);
  const status = statusOf(destinations.of(project));
  item.id = project.folder;
  item.iconPath = new vscode.ThemeIcon("plug");
  item.description = status;
  item.tooltip = project.folder;
  item.contextValue = "connectorProject";
  item.accessibilityInformation = {
    label: vscode.l10n.t("Connector project {0} {1}", project.name, status),
  };
  return item;
}
