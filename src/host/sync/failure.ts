/** One message for a sync that failed, with the way to the line that made it fail. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { SyncError } from "../../shared/model/sync.ts";
import type { Log } from "../platform/log.ts";
import type { FinishedSync } from "../projects/destinations.ts";
import { showReport as openReport } from "../report/reportDocuments.ts";
import type { Project } from "../projects/projects.ts";

const longestMessage = 300;

export async function showFailure({ destination, report }: FinishedSync, log: Log): Promise<void> {
  const { error } = report;
  if (report.status !== "failed" || !error) {
    return;
  }
  const { project } = destination;
  const place = placeOf(error, project);
  log.error(describeFailure(error));
  const goToLine = vscode.l10n.t("Go to Line");
  const create = vscode.l10n.t("Create configuration.json");
  const showReport = vscode.l10n.t("Show Report");
  const showLog = vscode.l10n.t("Show Log");
  const choice = await vscode.window.showErrorMessage(
    messageOf(error, project, place),
    ...(place ? [goToLine] : []),
    ...(isConfigurationMissing(error) ? [create] : []),
    showReport,
    showLog,
  );
  if (choice === goToLine && place) {
    await goTo(place);
  } else if (choice === create) {
    await createConfiguration(project);
  } else if (choice === showReport) {
    await openReport({ project, run: report.run });
  } else if (choice === showLog) {
    log.show();
  }
}

/** The connector host says it in these words (`configuration.py`). */
function isConfigurationMissing({ message }: SyncError): boolean {
  return message.startsWith("configuration.json is missing");
}

async function createConfiguration({ folder }: Project): Promise<void> {
  const file = path.join(folder, "configuration.json");
  try {
    // One that has appeared meanwhile is left as it is.
    await writeFile(file, "{}\n", { flag: "wx" });
  } catch (error) {
    if (!existsSync(file)) {
      throw error;
    }
  }
  await vscode.window.showTextDocument(vscode.Uri.file(file));
}

/** The whole error, for the log. */
function describeFailure(error: SyncError): string {
  const place = error.file === null ? "" : ` (${error.file}:${String(error.line ?? 1)})`;
  return `${error.message}${place}${error.traceback === null ? "" : `\n${error.traceback}`}`;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function placeOf({ file, line }: SyncError, { folder }: Project): Place | undefined {
  return file === null ? undefined : { file: path.resolve(folder, file), line: line ?? 1 };
}

function messageOf({ message }: SyncError, project: Project, place: Place | undefined): string {
  const firstLine = message.split("\n", 1)[0] ?? "";
  const short =
    firstLine.length > longestMessage ? `${firstLine.slice(0, longestMessage)}…` : firstLine;
  const sentence = vscode.l10n.t("Sync of {0} failed: {1}", project.name, short);
  return place ? `${sentence} (${path.basename(place.file)}:${String(place.line)})` : sentence;
}

async function goTo({ file, line }: Place): Promise<void> {
  const position = new vscode.Position(Math.max(0, line - 1), 0);
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(file), {
    selection: new vscode.Range(position, position),
  });
  const { text } = editor.document.lineAt(position.line);
  const start = position.translate(0, text.length - text.trimStart().length);
  editor.selection = new vscode.Selection(start, start);
}
