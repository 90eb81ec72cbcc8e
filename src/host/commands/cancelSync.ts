/** "Cancel Sync": ends the one in progress; what it has checkpointed stays. */
import * as vscode from "vscode";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import type { Services } from "./services.ts";

export function cancelSync({ destinations }: Services) {
  return async (target?: unknown): Promise<void> => {
    const { active } = destinations;
    const named = typeof target === "string" ? target : undefined;
    const chosen = named
      ? active.find(({ project }) => project.folder === named)
      : await chooseActive(active);
    chosen?.active?.cancel();
  };
}

async function chooseActive(
  active: readonly ProjectDestination[],
): Promise<ProjectDestination | undefined> {
  if (active.length <= 1) {
    return active[0];
  }
  const choice = await vscode.window.showQuickPick(
    active.map((destination) => ({
      label: destination.project.name,
      description: destination.project.folder,
      destination,
    })),
    { placeHolder: vscode.l10n.t("Choose the sync to cancel") },
  );
  return choice?.destination;
}
