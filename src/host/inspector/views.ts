/** The view container's trees, with the progress and the outcome of a sync shown in them instead of in notifications. */
import * as vscode from "vscode";
import type { Destinations } from "../projects/destinations.ts";
import type { LatestFindings } from "../diagnostics/latestFindings.ts";
import { onDidChangeSettings } from "../platform/settings.ts";
import type { Projects } from "../projects/projects.ts";
import type { Interpreters } from "../sync/interpreters.ts";
import { headingOf, messageOf } from "../sync/outcomes.ts";
import { CheckpointsTree } from "./checkpointsTree.ts";
import { TablesTree } from "./tablesTree.ts";

const tablesView = "connectorWorkbench.tables";

export interface ViewsOptions {
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly interpreters: Interpreters;
  readonly findings: LatestFindings;
}

export function registerViews({
  projects,
  destinations,
  interpreters,
  findings,
}: ViewsOptions): vscode.Disposable {
  const tablesTree = new TablesTree(projects, destinations, findings);
  const checkpointsTree = new CheckpointsTree(projects, destinations);
  const tables = vscode.window.createTreeView(tablesView, {
    treeDataProvider: tablesTree,
    showCollapseAll: true,
  });
  const checkpoints = vscode.window.createTreeView("connectorWorkbench.checkpoints", {
    treeDataProvider: checkpointsTree,
    showCollapseAll: true,
  });
  const progress = viewProgress();
  return vscode.Disposable.from(
    tables,
    checkpoints,
    tablesTree,
    checkpointsTree,
    progress,
    destinations.onDidChange(() => {
      progress.show(destinations.active.length > 0);
      tables.description = headingOf(destinations.known, projects.known.length > 1);
      // A message would take the place of the welcome text, which says the same with a button.
      const hasRuns = destinations.known.some((known) => known.hasRuns);
      tables.message = hasRuns ? messageOf(destinations.known) : "";
    }),
    tables.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        void checkEnvironments({ projects, destinations, interpreters });
      }
    }),
    onDidChangeSettings(() => {
      if (tables.visible) {
        void checkEnvironments({ projects, destinations, interpreters });
      }
    }),
  );
}

/** So that the empty view can say what is missing before the first sync fails for it. */
async function checkEnvironments({
  projects,
  destinations,
  interpreters,
}: Omit<ViewsOptions, "findings">): Promise<void> {
  const all = await projects.all();
  const [first] = all;
  const isEmpty = !all.some((project) => destinations.of(project).hasRuns);
  if (first && isEmpty && vscode.workspace.isTrusted) {
    await interpreters.check(first);
  }
}

/** The bar at the top of the view, for as long as a sync runs. */
function viewProgress(): { show(running: boolean): void; dispose(): void } {
  let end: (() => void) | undefined;
  const show = (running: boolean): void => {
    if (running && !end) {
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      void vscode.window.withProgress({ location: { viewId: tablesView } }, () => over);
    } else if (!running) {
      end?.();
      end = undefined;
    }
  };
  return {
    show,
    dispose() {
      show(false);
    },
  };
}
