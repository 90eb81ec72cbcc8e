/** "Show Sync Report": what a run did and what was found, the newest one when none is named. */
import * as vscode from "vscode";
import { chooseProject } from "../projects/chooseProject.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import { showReport as openReport } from "../report/reportDocuments.ts";
import type { Services } from "./services.ts";

export function showReport({ projects, destinations }: Services) {
  return async (target?: unknown): Promise<void> => {
    const project = await chooseProject(projects, target);
    if (!project) {
      return;
    }
    const run = runOf(target) ?? (await newestRun(destinations.of(project)));
    if (run === undefined) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t("{0} has no runs yet. Run a sync first.", project.name),
      );
      return;
    }
    await openReport({ project, run });
  };
}

async function newestRun(destination: ProjectDestination): Promise<number | undefined> {
  if (!destination.hasRuns) {
    return undefined;
  }
  const { remote } = await destination.open();
  const syncs = (await remote.runs()).filter(({ kind }) => kind === "sync");
  return syncs.map(({ run }) => run).toSorted((one, other) => other - one)[0];
}

/** An item of the view "Checkpoints". */
function runOf(target: unknown): number | undefined {
  const entry: unknown = isObject(target) ? Reflect.get(target, "entry") : undefined;
  const run: unknown = isObject(entry) ? Reflect.get(entry, "run") : undefined;
  return typeof run === "number" ? run : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
