/** How a finding or a sync's error looks in the Problems panel. */
import * as vscode from "vscode";
import type { Severity } from "../../shared/model/findings.ts";
import { diagnosticSource } from "../../shared/protocol/languageServer.ts";
import type { Project } from "../projects/projects.ts";
import type { Placed } from "./placedFindings.ts";

/** Something said about a line, on behalf of a project. */
export interface Mark extends Placed {
  readonly project: Project;
}

/** The code of a diagnostic for the error that ended a sync. */
export const failureCode = "sync-failed";

const findingsPage =
  "https://github.com/connector-workbench/connector-workbench/blob/main/README.md#findings";

export function diagnosticOf({ about, at, declaredAt }: Mark): vscode.Diagnostic {
  const range = new vscode.Range(at.line, at.start, at.line, at.end);
  const isFinding = "finding" in about;
  const { message } = isFinding ? about.finding : about.error;
  const severity = isFinding ? severities[about.finding.severity] : severities.error;
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = diagnosticSource;
  diagnostic.code = {
    value: isFinding ? about.finding.code : failureCode,
    target: vscode.Uri.parse(findingsPage),
  };
  if (declaredAt) {
    const { file, at: place } = declaredAt;
    const range = new vscode.Range(place.line, place.start, place.line, place.end);
    const location = new vscode.Location(vscode.Uri.file(file), range);
    const message = vscode.l10n.t("The table is declared here.");
    diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(location, message)];
  }
  return diagnostic;
}

/** Whether the language server already says it at that line; what it says follows each edit. */
export function isSaidByServer({ about, at, file }: Mark): boolean {
  return (
    "finding" in about &&
    vscode.languages
      .getDiagnostics(vscode.Uri.file(file))
      .some(
        ({ source, code, range }) =>
          source === diagnosticSource &&
          typeof code === "object" &&
          code.value === about.finding.code &&
          code.target.toString(true) !== findingsPage &&
          range.start.line === at.line,
      )
  );
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};
