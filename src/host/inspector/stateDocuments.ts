/** States of checkpoints as read-only JSON documents. */
import { formatJson } from "../../shared/base/json.ts";
import * as vscode from "vscode";
import type { Json } from "../../shared/model/sync.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";

export const stateScheme = "connector-state";

export interface StateMoment {
  readonly project: Project;
  readonly run: number;
  readonly checkpoint: number;
}

/** The name in the path is for the tab; the query says which state is meant. */
export function stateUri({ project, run, checkpoint }: StateMoment): vscode.Uri {
  const name = vscode.l10n.t("State of run {0}, checkpoint {1}", run, checkpoint);
  return vscode.Uri.from({
    scheme: stateScheme,
    path: `/${name}.json`,
    query: JSON.stringify([project.folder, run, checkpoint]),
  });
}

export function registerStateDocuments(
  projects: Projects,
  destinations: Destinations,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(stateScheme, {
    async provideTextDocumentContent(uri) {
      const moment = parseStateUri(uri, projects);
      const state = moment && (await readState(destinations, moment));
      return state === undefined
        ? vscode.l10n.t("// This state is no longer in the history.")
        : `${formatJson(state, 2)}\n`;
    },
  });
}

export async function showState(moment: StateMoment): Promise<void> {
  const document = await vscode.workspace.openTextDocument(stateUri(moment));
  await vscode.window.showTextDocument(document, { preview: true });
}

async function readState(
  destinations: Destinations,
  { project, run, checkpoint }: StateMoment,
): Promise<Json | undefined> {
  const { remote } = await destinations.of(project).open();
  const entry = (await remote.runs()).find((candidate) => candidate.run === run);
  return entry?.checkpoints.find(({ index }) => index === checkpoint)?.state;
}

function parseStateUri({ query }: vscode.Uri, projects: Projects): StateMoment | undefined {
  const value: unknown = JSON.parse(query);
  if (!Array.isArray(value)) {
    return undefined;
  }
  const [folder, run, checkpoint] = value as unknown[];
  const project = typeof folder === "string" ? projects.at(folder) : undefined;
  return project && typeof run === "number" && typeof checkpoint === "number"
    ? { project, run, checkpoint }
    : undefined;
}
