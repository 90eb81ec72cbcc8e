/** Sync reports as read-only Markdown documents, shown as a preview. */
import path from "node:path";
import * as vscode from "vscode";
import { withoutIgnored } from "../../shared/model/findings.ts";
import type { SyncReport } from "../../shared/model/sync.ts";
import type { RunEntry } from "../../shared/protocol/destination.ts";
import { readSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { formatNumber, formatSeconds } from "../sync/figures.ts";
import { wordFor } from "../sync/outcomes.ts";
import type { ReportContent, ReportLanguage } from "./syncReportMarkdown.ts";

export const reportScheme = "connector-report";
const daysOfMonth = 30;

export interface ReportedRun {
  readonly project: Project;
  readonly run: number;
}

export function registerReportDocuments(
  projects: Projects,
  destinations: Destinations,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(reportScheme, {
    async provideTextDocumentContent(uri) {
      const reported = parseUri(uri, projects);
      const content = reported && (await contentOf(reported, destinations));
      if (!content) {
        return vscode.l10n.t("This run is no longer in the history.");
      }
      const { syncReportMarkdown } = await import("./syncReportMarkdown.ts");
      return syncReportMarkdown(content, languageOf(reported.project));
    },
  });
}

/** The run's name in the path is for the tab; the query says which run of which project is meant. */
export async function showReport({ project, run }: ReportedRun): Promise<void> {
  const uri = vscode.Uri.from({
    scheme: reportScheme,
    path: `/${vscode.l10n.t("Report of run {0}", run)}.md`,
    query: JSON.stringify([project.folder, run]),
  });
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

async function contentOf(
  { project, run }: ReportedRun,
  destinations: Destinations,
): Promise<ReportContent | undefined> {
  const destination = destinations.of(project);
  const { remote } = await destination.open();
  const runs = await remote.runs();
  const entry = runs.find((candidate) => candidate.run === run);
  if (!entry) {
    return undefined;
  }
  const last = destination.lastOutcome?.report;
  const isNewest = runs.every((other) => other.run <= run || other.kind === "edit");
  const content = contentOfRun(project, entry, last?.run === run ? last : undefined);
  if (!isNewest) {
    return content;
  }
  const { syncsPerDay } = readSettings(vscode.Uri.file(project.folder));
  const tables = await remote.tables();
  const profiles = await Promise.all(
    tables.map(({ schema, name }) => remote.profile({ schema, name })),
  );
  const [activeRows, files] = await Promise.all([
    remote.activeRows(Math.round(syncsPerDay * daysOfMonth)),
    remote.files(),
  ]);
  return { ...content, destination: { profiles, activeRows, syncsPerDay, files } };
}

function contentOfRun(
  project: Project,
  entry: RunEntry,
  report: SyncReport | undefined,
): ReportContent {
  const { run, status, startedAt, findings, error, checkpoints } = entry;
  const { ignoredFindings } = readSettings(vscode.Uri.file(project.folder));
  const shown = withoutIgnored(findings, ignoredFindings);
  const off = findings.filter((finding) => !shown.includes(finding)).map(({ code }) => code);
  return {
    project: project.name,
    run,
    status,
    startedAt,
    findings: shown,
    ignored: [...new Set(off)],
    error,
    checkpoints: checkpoints.length,
    report,
    destination: undefined,
  };
}

function languageOf({ folder }: Project): ReportLanguage {
  return {
    t: (message, ...values) => vscode.l10n.t(message, ...values),
    number: formatNumber,
    seconds: formatSeconds,
    word: wordFor,
    time: (iso) => new Date(iso).toLocaleString(vscode.env.language),
    file: (file) => {
      const absolute = path.resolve(folder, file);
      const relative = path.relative(folder, absolute);
      return {
        path: pathFromWorkspace(absolute),
        name: relative.startsWith("..") ? absolute : relative,
      };
    },
  };
}

/** The preview takes a path that begins with a slash to be in the first folder of the workspace. */
function pathFromWorkspace(file: string): string | undefined {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const relative = first && path.relative(first.uri.fsPath, file);
  return relative === undefined || path.isAbsolute(relative)
    ? undefined
    : `/${relative.replaceAll("\\", "/")}`;
}

function parseUri({ query }: vscode.Uri, projects: Projects): ReportedRun | undefined {
  const value: unknown = JSON.parse(query);
  const [folder, run] = Array.isArray(value) ? (value as unknown[]) : [];
  const project = typeof folder === "string" ? projects.at(folder) : undefined;
  return project && typeof run === "number" ? { project, run } : undefined;
}
