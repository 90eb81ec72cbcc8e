/** One message for a sync that failed, with the way to the line that made it fail. */
import path from "node:path";
import * as vscode from "vscode";
import type { SyncError } from "../../shared/model/sync.ts";
import type { Log } from "../platform/log.ts";
import type { FinishedSync } from "../projects/destinations.ts";
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
  const showLog = vscode.l10n.t("Show Log");
  const choice = await vscode.window.showErrorMessage(
    messageOf(error, project, place),
    ...(place ? [goToLine] : []),
    showLog,
  );
  if (choice === goToLine && place) {
    await goTo(place);
  } else if (choice === showLog) {
    log.show();
  }
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
