/** The status bar item: rows and time while syncs run, how the last ones ended after that. */
import * as vscode from "vscode";
import { assertNever } from "../../shared/base/assertNever.ts";
import type { CommandId } from "../commands/ids.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Outcome, ProjectDestination } from "../projects/projectDestination.ts";
import type { Projects } from "../projects/projects.ts";
import { formatElapsed, formatNumber, formatRows, formatSeconds, rowsOf } from "./figures.ts";
import { newestOf, sumOf } from "./outcomes.ts";

const millisecondsBetweenTicks = 1000;

interface Shown {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
  readonly command: CommandId;
  /** What the command is about. */
  readonly target?: string;
}

export class StatusBar implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #destinations: Destinations;
  readonly #item = vscode.window.createStatusBarItem(
    "connectorWorkbench.sync",
    vscode.StatusBarAlignment.Left,
    10,
  );
  readonly #subscriptions: vscode.Disposable[] = [this.#item];
  #ticking: NodeJS.Timeout | undefined;

  constructor(projects: Projects, destinations: Destinations) {
    this.#projects = projects;
    this.#destinations = destinations;
    this.#item.name = vscode.l10n.t("Connector Sync");
    this.#subscriptions.push(
      destinations.onDidChange(() => {
        this.#update();
      }),
    );
  }

  dispose(): void {
    clearInterval(this.#ticking);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #update(): void {
    const { active, known } = this.#destinations;
    const hasSeveral = this.#projects.known.length > 1;
    const shown =
      active.length > 0 ? shownActive(active, hasSeveral) : shownResult(known, hasSeveral);
    if (shown) {
      this.#show(shown);
    }
    if (active.length > 0 && this.#ticking === undefined) {
      this.#ticking = setInterval(() => {
        this.#update();
      }, millisecondsBetweenTicks);
    } else if (active.length === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }

  #show({ icon, text, tooltip, command, target }: Shown): void {
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = tooltip;
    this.#item.command = {
      command,
      title: tooltip,
      arguments: target === undefined ? [] : [target],
    };
    this.#item.accessibilityInformation = { label: `${text}. ${tooltip}` };
    this.#item.show();
  }
}

function shownActive(destinations: readonly ProjectDestination[], hasSeveral: boolean): Shown {
  const names = destinations.map(({ project }) => project.name).join(", ");
  const since = Math.min(...destinations.map(({ active }) => active?.startedAt ?? Date.now()));
  const isPaused = destinations.every(({ active }) => active?.isPaused);
  const time = isPaused ? vscode.l10n.t("paused") : formatElapsed(Date.now() - since);
  const figures = `${formatRows(sumOf(destinations))} · ${time}`;
  const subject =
    destinations.length > 1
      ? vscode.l10n.t("{0} syncs", formatNumber(destinations.length))
      : hasSeveral
        ? names
        : "";
  return {
    icon: isPaused ? "debug-pause" : "sync~spin",
    text: subject === "" ? figures : `${subject}: ${figures}`,
    tooltip: vscode.l10n.t("Syncing {0}. Click for its log or to cancel it.", names),
    command: "connectorWorkbench.showSyncActions",
  };
}

/** A failure stays until the next sync of its project, whatever becomes of the others meanwhile. */
function shownResult(known: readonly ProjectDestination[], hasSeveral: boolean): Shown | undefined {
  const failed = known.filter(({ lastOutcome }) => lastOutcome?.status === "failed");
  const destination = newestOf(failed.length > 0 ? failed : known);
  if (!destination?.lastOutcome) {
    return undefined;
  }
  const { icon, text } = resultOf(destination.lastOutcome);
  const name = destination.project.name;
  return {
    icon,
    text:
      failed.length > 1
        ? vscode.l10n.t("{0} syncs failed", formatNumber(failed.length))
        : hasSeveral
          ? `${name}: ${text}`
          : text,
    tooltip: (failed.length > 1 ? failed : [destination]).map(describeResult).join("\n"),
    ...(destination.lastOutcome.report
      ? { command: "connectorWorkbench.showReport", target: destination.project.folder }
      : { command: "connectorWorkbench.showLog" }),
  };
}

function describeResult({ project, lastOutcome }: ProjectDestination): string {
  const { report, error } = lastOutcome ?? {};
  return report && error === undefined
    ? vscode.l10n.t(
        "{0}: {1} in {2}. Click for the report.",
        project.name,
        formatRows(rowsOf(report.counts)),
        formatSeconds(report.seconds),
      )
    : `${project.name}: ${error ?? ""}`;
}

function resultOf({ status, report }: Outcome): { icon: string; text: string } {
  const rows = formatRows(report ? rowsOf(report.counts) : 0);
  switch (status) {
    case "succeeded":
      return { icon: "check", text: rows };
    case "limited":
      return { icon: "check", text: vscode.l10n.t("{0} (limited)", rows) };
    case "failed":
      return { icon: "error", text: vscode.l10n.t("Sync failed") };
    case "cancelled":
      return { icon: "circle-slash", text: vscode.l10n.t("Sync cancelled") };
    default:
      return assertNever(status);
  }
}
