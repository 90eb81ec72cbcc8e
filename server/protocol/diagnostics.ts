/** Diagnostics, asked for by clients that can, sent to the others. What is said depends on the texts alone, however they came about. */
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { ProjectReport } from "../service/languageService.ts";
import { diagnosticOf, projectTexts } from "./convert.ts";
import { pathOf } from "./locations.ts";
import { progressOf } from "./progress.ts";
import { isProjectFile, type Session } from "./session.ts";

export interface DiagnosticsPublisher {
  /** Something that a project's problems depend on is different; of all projects when undefined. */
  readonly changed: (project: string | undefined, isEdit: boolean) => void;
}

interface FileDiagnostics {
  readonly path: string;
  readonly id: string;
  readonly items: Diagnostic[];
}

export function provideDiagnostics(session: Session): DiagnosticsPublisher {
  const { connection, service } = session;
  /** By path. */
  const made = new WeakMap<ProjectReport, ReadonlyMap<string, FileDiagnostics>>();
  /** Where something was shown, by project. */
  const shown = new Map<string, ReadonlySet<string>>();
  const waiting = new Set<string>();
  let wake: (() => void)[] = [];

  const diagnosticsOf = async (
    project: string,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, FileDiagnostics> | undefined> => {
    const report = await service.report(project, signal);
    if (!report) return undefined;
    const known = made.get(report) ?? byFile(project, report, session);
    made.set(report, known);
    return known;
  };

  session.answer<"textDocument/diagnostic", DocumentDiagnosticReport>(
    "textDocument/diagnostic",
    fullReport(nothing("")),
    async (parameters, signal) => {
      const path = pathOf(parameters.textDocument.uri);
      const project = isProjectFile(path) ? await service.projectOf(path) : undefined;
      const found = project === undefined ? undefined : await diagnosticsOf(project, signal);
      const own = found?.get(path) ?? nothing(path);
      return own.id === parameters.previousResultId
        ? { kind: "unchanged", resultId: own.id }
        : fullReport(own);
    },
  );

  session.answer<"workspace/diagnostic", WorkspaceDiagnosticReport>(
    "workspace/diagnostic",
    { items: [] },
    async (parameters, signal) => {
      const previous = new Map(
        parameters.previousResultIds.map(({ uri, value }) => [pathOf(uri), value]),
      );
      for (;;) {
        const change = new Promise<void>((resolve) => {
          wake.push(resolve);
          signal.addEventListener("abort", () => {
            resolve();
          });
        });
        const items = await workspaceReports(previous, signal);
        // The client asks again at once, so an answer without news would keep both busy.
        if (items.length > 0 || signal.aborted) return { items };
        await change;
      }
    },
  );

  function workspaceReport(own: FileDiagnostics): WorkspaceDocumentDiagnosticReport {
    return { ...fullReport(own), uri: session.uri(own.path), version: null };
  }

  async function workspaceReports(
    previous: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const seen = new Set<string>();
    const projects = await service.projects(signal);
    const progress = progressOf(session, "Checking connectors");
    for (const [index, project] of projects.entries()) {
      const found = await diagnosticsOf(project, signal);
      if (signal.aborted) break;
      for (const own of found?.values() ?? []) {
        if (isOfAnother(own.path, project, projects)) continue;
        seen.add(own.path);
        if (previous.get(own.path) !== own.id) items.push(workspaceReport(own));
      }
      progress.report((index + 1) / projects.length);
      // Keystrokes come first.
      await setImmediate();
    }
    progress.done();
    if (signal.aborted) return [];
    const gone = [...previous].filter(([path, id]) => !seen.has(path) && id !== nothing(path).id);
    return [...items, ...gone.map(([path]) => workspaceReport(nothing(path)))];
  }

  async function push(project: string): Promise<void> {
    await session.attempt("Sending diagnostics", undefined, async () => {
      const found = await diagnosticsOf(project);
      if (!found || waiting.has(project)) return;
      const before = shown.get(project) ?? new Set();
      const gone = [...before].filter((path) => !found.has(path)).map(nothing);
      for (const { path, items } of [...found.values(), ...gone]) {
        const parameters = { uri: session.uri(path), diagnostics: items };
        connection.sendNotification("textDocument/publishDiagnostics", parameters);
      }
      shown.set(project, new Set(found.keys()));
    });
  }

  async function pushWaiting(): Promise<void> {
    // What else has already come in is read first.
    await setImmediate();
    const projects = [...waiting];
    waiting.clear();
    for (const project of projects) await push(project);
  }

  return {
    changed(project, isEdit) {
      const woken = wake;
      wake = [];
      for (const resolve of woken) resolve();
      if (!session.pulls()) {
        const concerned = project === undefined ? [...shown.keys()] : [project];
        if (waiting.size === 0 && concerned.length > 0) void pushWaiting();
        for (const each of concerned) waiting.add(each);
      } else if (!isEdit && session.client().capabilities.workspace?.diagnostics?.refreshSupport) {
        void session.attempt("Refreshing", undefined, async () => {
          await connection.sendRequest("workspace/diagnostic/refresh");
        });
      }
    },
  };
}

function byFile(
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
function isOfAnother(path: string, project: string, projects: readonly string[]): boolean {
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

function nothing(path: string): FileDiagnostics {
  return { path, id: "none", items: [] };
}

function fullReport({ id, items }: FileDiagnostics): FullDocumentDiagnosticReport {
  return { kind: "full", resultId: id, items };
}
