/** The status bar item: rows and time while a sync runs, how the last one ended after that. */
import * as vscode from "vscode";
import { assertNever } from "../../shared/base/assertNever.ts";
import type { SyncReport } from "../../shared/model/sync.ts";
import type { CommandId } from "../commands/ids.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import { formatElapsed, formatRows, rowsOf } from "./figures.ts";

const millisecondsBetweenTicks = 1000;

export class StatusBar implements vscode.Disposable {
  readonly #destinations: Destinations;
  readonly #item = vscode.window.createStatusBarItem(
    "connectorWorkbench.sync",
    vscode.StatusBarAlignment.Left,
    10,
  );
  readonly #subscriptions: vscode.Disposable[] = [this.#item];
  #ticking: NodeJS.Timeout | undefined;
  #last: ProjectDestination | undefined;

  constructor(destinations: Destinations) {
    this.#destinations = destinations;
    this.#item.name = vscode.l10n.t("Connector Sync");
    this.#subscriptions.push(
      destinations.onDidChange((destination) => {
        this.#last = destination;
        this.#update();
      }),
    );
  }

  dispose(): void {
    clearInterval(this.#ticking);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #update(): void {
    const active = this.#destinations.active[0];
    if (active) {
      this.#showActive(active);
    } else if (this.#last?.lastReport) {
      this.#showResult(this.#last, this.#last.lastReport);
    }
    if (active && this.#ticking === undefined) {
      this.#ticking = setInterval(() => {
        this.#update();
      }, millisecondsBetweenTicks);
    } else if (!active) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }

  #showActive({ project, active }: ProjectDestination): void {
    if (!active) {
      return;
    }
    const rows = formatRows(active.progress ? rowsOf(active.progress.counts) : 0);
    const elapsed = formatElapsed(Date.now() - active.startedAt);
    this.#show({
      icon: "sync~spin",
      text: `${rows} · ${elapsed}`,
      tooltip: vscode.l10n.t("Syncing {0}. Click for its log or to cancel it.", project.name),
      command: "connectorWorkbench.showSyncActions",
    });
  }

  #showResult({ project }: ProjectDestination, report: SyncReport): void {
    const { icon, text } = resultOf(report);
    const elapsed = formatElapsed(report.seconds * 1000);
    this.#show({
      icon,
      text,
      tooltip: report.error
        ? `${project.name}: ${report.error.message}`
        : vscode.l10n.t(
            "{0}: {1} in {2}. Click for the log.",
            project.name,
            formatRows(rowsOf(report.counts)),
            elapsed,
          ),
      command: "connectorWorkbench.showLog",
    });
  }

  #show(shown: { icon: string; text: string; tooltip: string; command: CommandId }): void {
    this.#item.text = `$(${shown.icon}) ${shown.text}`;
    this.#item.tooltip = shown.tooltip;
    this.#item.command = shown.command;
    this.#item.accessibilityInformation = { label: `${shown.text}. ${shown.tooltip}` };
    this.#item.show();
  }
}

function resultOf({ status, counts }: SyncReport): { icon: string; text: string } {
  switch (status) {
    case "succeeded":
      return { icon: "check", text: formatRows(rowsOf(counts)) };
    case "limited":
      return {
        icon: "check",
        text: vscode.l10n.t("{0} (limited)", formatRows(rowsOf(counts))),
      };
    case "failed":
      return { icon: "error", text: vscode.l10n.t("Sync failed") };
    case "cancelled":
      return { icon: "circle-slash", text: vscode.l10n.t("Sync cancelled") };
    default:
      return assertNever(status);
  }
}
