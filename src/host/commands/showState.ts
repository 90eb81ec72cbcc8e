/** "Show State": what a checkpoint held, as a read-only JSON document. */
import { formatJson } from "../../shared/base/json.ts";
import * as vscode from "vscode";
import { showState as openState, type StateMoment } from "../inspector/stateDocuments.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Projects } from "../projects/projects.ts";
import { formatRows, formatSeconds } from "../sync/figures.ts";
import type { Services } from "./services.ts";

const mostChoices = 500;

export function showState(services: Services) {
  return async (target?: unknown): Promise<void> => {
    const moment = momentOf(target, services.projects) ?? (await chooseMoment(services, target));
    if (moment) {
      await openState(moment);
    }
  };
}

/** An item of the view "Checkpoints". */
function momentOf(target: unknown, projects: Projects): StateMoment | undefined {
  if (typeof target !== "object" || target === null) {
    return undefined;
  }
  const run: unknown = Reflect.get(target, "run");
  const checkpoint: unknown = Reflect.get(target, "checkpoint");
  const project: unknown = Reflect.get(target, "project");
  const index: unknown = isObject(checkpoint) ? Reflect.get(checkpoint, "index") : undefined;
  const folder: unknown = isObject(project) ? Reflect.get(project, "folder") : undefined;
  const found = typeof folder === "string" ? projects.at(folder) : undefined;
  return found && typeof run === "number" && typeof index === "number"
    ? { project: found, run, checkpoint: index }
    : undefined;
}

async function chooseMoment(
  { projects, destinations }: Services,
  target: unknown,
): Promise<StateMoment | undefined> {
  const project = await chooseProject(projects, target);
  if (!project) {
    return undefined;
  }
  const { remote } = await destinations.of(project).open();
  const choices = (await remote.runs())
    .flatMap(({ run, checkpoints }) =>
      checkpoints.map((checkpoint) => ({
        label: vscode.l10n.t("Run {0}, checkpoint {1}", run, checkpoint.index),
        description: `${formatSeconds(checkpoint.seconds)} · ${formatRows(checkpoint.rows)}`,
        detail: formatJson(checkpoint.state).slice(0, 200),
        moment: { project, run, checkpoint: checkpoint.index },
      })),
    )
    .sort(
      ({ moment: one }, { moment: other }) =>
        other.run - one.run || other.checkpoint - one.checkpoint,
    )
    .slice(0, mostChoices);
  if (choices.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} has no checkpoints yet. Run a sync first.", project.name),
    );
    return undefined;
  }
  const choice = await vscode.window.showQuickPick(choices, {
    title: project.name,
    placeHolder: vscode.l10n.t("Choose a checkpoint"),
    matchOnDetail: true,
  });
  return choice?.moment;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
