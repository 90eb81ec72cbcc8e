/** The top of both trees: the projects, or what is below the only one. */
import * as vscode from "vscode";
import type { Destinations } from "../projects/destinations.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { formatElapsed, formatRows, rowsOf } from "../sync/figures.ts";

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

/** In a few words: what a project's sync is doing, or how the last one of this window ended. */
export function statusOf({ active, lastReport }: ProjectDestination): string {
  if (active) {
    const rows = formatRows(active.progress ? rowsOf(active.progress.counts) : 0);
    return vscode.l10n.t("syncing: {0}, {1}", rows, formatElapsed(Date.now() - active.startedAt));
  }
  if (!lastReport) {
    return "";
  }
  const statuses = {
    succeeded: vscode.l10n.t("succeeded"),
    failed: vscode.l10n.t("failed"),
    limited: vscode.l10n.t("limited"),
    cancelled: vscode.l10n.t("cancelled"),
  };
  return statuses[lastReport.status];
}
