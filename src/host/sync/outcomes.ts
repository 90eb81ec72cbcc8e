/** In words, for the views and the status bar: what the syncs of the workspace are doing and how the last ones ended. */
import * as vscode from "vscode";
import type { SyncStatus } from "../../shared/model/sync.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import { formatElapsed, formatNumber, formatRows, rowsOf } from "./figures.ts";

/** Rows that a sync in progress has sent. */
export function rowsSoFar({ active }: ProjectDestination): number {
  return active?.progress ? rowsOf(active.progress.counts) : 0;
}

/** In a few words, without the project's name; empty when there is nothing to say. */
export function statusOf(destination: ProjectDestination): string {
  const { active, lastOutcome } = destination;
  if (active) {
    const rows = formatRows(rowsSoFar(destination));
    if (active.isPaused) {
      return vscode.l10n.t("paused: {0}", rows);
    }
    const elapsed = formatElapsed(Date.now() - active.startedAt);
    return vscode.l10n.t("syncing: {0}, {1}", rows, elapsed);
  }
  return lastOutcome ? wordFor(lastOutcome.status) : "";
}

export function wordFor(status: SyncStatus): string {
  const words = {
    succeeded: vscode.l10n.t("succeeded"),
    failed: vscode.l10n.t("failed"),
    limited: vscode.l10n.t("limited"),
    cancelled: vscode.l10n.t("cancelled"),
  };
  return words[status];
}

/** What stands beside the view's title: the syncs in progress, or how the newest one ended. */
export function headingOf(
  destinations: readonly ProjectDestination[],
  hasSeveral: boolean,
): string {
  const active = destinations.filter((destination) => destination.active);
  if (active.length > 1) {
    return vscode.l10n.t("{0} syncs: {1}", formatNumber(active.length), formatRows(sumOf(active)));
  }
  const shown = active[0] ?? newestOf(destinations);
  const status = shown ? statusOf(shown) : "";
  return shown && hasSeveral && status !== "" ? `${shown.project.name}: ${status}` : status;
}

/** One line for each project whose last sync did not end well, until its next one begins. */
export function messageOf(destinations: readonly ProjectDestination[]): string {
  return destinations.flatMap((destination) => problemOf(destination) ?? []).join("\n");
}

/** The one whose sync ended last. */
export function newestOf(
  destinations: readonly ProjectDestination[],
): ProjectDestination | undefined {
  return destinations
    .filter(({ lastOutcome }) => lastOutcome)
    .reduce<ProjectDestination | undefined>(
      (newest, one) =>
        (one.lastOutcome?.at ?? 0) >= (newest?.lastOutcome?.at ?? 0) ? one : newest,
      undefined,
    );
}

export function sumOf(active: readonly ProjectDestination[]): number {
  return active.reduce((sum, destination) => sum + rowsSoFar(destination), 0);
}

function problemOf({ project, active, lastOutcome }: ProjectDestination): string | undefined {
  if (active || !lastOutcome) {
    return undefined;
  }
  switch (lastOutcome.status) {
    case "failed":
      return vscode.l10n.t("{0} failed: {1}", project.name, firstLine(lastOutcome.error ?? ""));
    case "cancelled":
      return vscode.l10n.t("{0} was cancelled.", project.name);
    default:
      return undefined;
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
