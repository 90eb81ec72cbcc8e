/** Where each run begins and ends in the output channel. */
import * as vscode from "vscode";
import type { SyncReport, SyncStart } from "../../shared/model/sync.ts";
import type { Log } from "../platform/log.ts";
import type { Connector, Destinations } from "../projects/destinations.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import { formatRows, formatSeconds, rowsOf } from "./figures.ts";
import { placeIn } from "./endLine.ts";
import { wordFor } from "./outcomes.ts";

export function logRuns(destinations: Destinations, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    destinations.onDidStart(({ project, active }) => {
      if (active) {
        log.info(
          vscode.l10n.t("{0}: sync starts, {1}.", project.name, describeStart(active.start)),
        );
      }
    }),
    destinations.onDidConnect(({ destination, connector }) => {
      void logRun(destination, connector, log);
    }),
    destinations.onDidFinish(({ destination, report }) => {
      log.info(describeEnd(destination, report));
    }),
  );
}

async function logRun(
  destination: ProjectDestination,
  { pythonVersion, sdkVersion }: Connector,
  log: Log,
): Promise<void> {
  try {
    const { remote } = await destination.open();
    const run = Math.max(...(await remote.runs()).map((entry) => entry.run));
    log.info(
      vscode.l10n.t(
        "{0}: run {1}, Python {2}, fivetran-connector-sdk {3}.",
        destination.project.name,
        run,
        pythonVersion,
        sdkVersion,
      ),
    );
  } catch (error) {
    log.error(error);
  }
}

function describeStart(start: SyncStart): string {
  switch (start.kind) {
    case "fresh":
      return vscode.l10n.t("fresh");
    case "resync":
      return vscode.l10n.t("a re-sync");
    case "continue":
      return vscode.l10n.t("where the last one ended");
    case "from":
      return vscode.l10n.t("from checkpoint {1} of run {0}", start.run, start.checkpoint);
  }
}

function describeEnd({ project }: ProjectDestination, report: SyncReport): string {
  return vscode.l10n.t(
    "{0}: run {1} {2}: {3} in {4}{5}.",
    project.name,
    report.run,
    wordFor(report.status),
    formatRows(rowsOf(report.counts)),
    formatSeconds(report.seconds),
    report.status === "failed" ? placeIn(report.error, project) : "",
  );
}
