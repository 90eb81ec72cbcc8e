/** The sentence a sync ends with, the same in the Debug Console and in the log. */
import path from "node:path";
import * as vscode from "vscode";
import type { SyncError, SyncReport } from "../../shared/model/sync.ts";
import type { Project } from "../projects/projects.ts";
import { formatRows, formatSeconds, rowsOf } from "./figures.ts";
import { wordFor } from "./outcomes.ts";

export function endLine({ status, counts, seconds, error }: SyncReport, project: Project): string {
  if (status === "failed") {
    const message = error?.message ?? "";
    return vscode.l10n.t("Sync failed: {0}", `${message}${placeIn(error, project)}`);
  }
  const rows = formatRows(rowsOf(counts));
  return vscode.l10n.t("Sync {0}: {1} in {2}.", wordFor(status), rows, formatSeconds(seconds));
}

/** ` (<file>:<line>)`, a path that can be followed; empty when the error names none. */
export function placeIn(error: SyncError | null, { folder }: Project): string {
  return typeof error?.file === "string"
    ? ` (${path.resolve(folder, error.file)}:${String(error.line ?? 1)})`
    : "";
}
