/** The diagnostics of one file, with an id that stands for them. */
import { createHash } from "node:crypto";
import type { Diagnostic, FullDocumentDiagnosticReport } from "vscode-languageserver";
import type { ProjectReport } from "../service/languageService.ts";
import { diagnosticOf, projectTexts } from "./convert.ts";
import type { Session } from "./session.ts";

export interface FileDiagnostics {
  readonly path: string;
  readonly id: string;
  readonly items: Diagnostic[];
}

export function byFile(
  project: string,
  { problems, files }: ProjectReport,
  { uri }: Session,
): Map<string, FileDiagnostics> {
  const texts = projectTexts(project, files.text, uri);
  const items = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const path = `${project}/${problem.file}`;
    const own = items.get(path) ?? [];
    own.push(diagnosticOf(problem, texts));
    items.set(path, own);
  }
  return new Map([...items].map(([path, own]) => [path, fileDiagnostics(path, own)]));
}

/** A file that two projects use is told about by the one that it lies in. */
export function isOfAnother(path: string, project: string, projects: readonly string[]): boolean {
  return projects.some(
    (other) =>
      other.length > project.length &&
      other.startsWith(`${project}/`) &&
      path.startsWith(`${other}/`),
  );
}

/** The id is that of the content: it means the same after a restart. */
function fileDiagnostics(path: string, items: Diagnostic[]): FileDiagnostics {
  return { path, id: createHash("sha1").update(JSON.stringify(items)).digest("base64"), items };
}

export function nothing(path: string): FileDiagnostics {
  return { path, id: "none", items: [] };
}

export function fullReport({ id, items }: FileDiagnostics): FullDocumentDiagnosticReport {
  return { kind: "full", resultId: id, items };
}
