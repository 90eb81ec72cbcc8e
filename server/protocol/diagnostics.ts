/** Diagnostics, asked for by clients that can, sent to the others. What is said depends on the texts alone, however they came about. */
import { setImmediate } from "node:timers/promises";
import type {
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { ProjectReport } from "../service/languageService.ts";
import {
  byFile,
  fullReport,
  isOfAnother,
  nothing,
  type FileDiagnostics,
} from "./fileDiagnostics.ts";
import { pathOf } from "./locations.ts";
import { progressOf } from "./progress.ts";
import { isProjectFile, type Session } from "./session.ts";

export interface DiagnosticsPublisher {
  /**
   * Something that a project's problems depend on is different; of all projects when undefined. `edited` is the document it was
   * typed in, about which a client asks by itself.
   */
  readonly changed: (project: string | undefined, edited?: string) => void;
}

export function provideDiagnostics(session: Session): DiagnosticsPublisher {
  const { connection, service } = session;
  /** By path. */
  const made = new WeakMap<ProjectReport, ReadonlyMap<string, FileDiagnostics>>();
  /** Where something was shown, by project. */
  const shown = new Map<string, ReadonlySet<string>>();
  /** To clients that ask: what was answered last, by path. */
  const answered = new Map<string, string>();
  const waiting = new Set<string>();
  /** Projects whose other files are about to be looked at, and the document that was typed in last. */
  const looking = new Map<string, string>();
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
      if (!signal.aborted) answered.set(path, own.id);
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

  function refresh(): void {
    if (!session.client().capabilities.workspace?.diagnostics?.refreshSupport) return;
    void session.attempt("Refreshing", undefined, async () => {
      await connection.sendRequest("workspace/diagnostic/refresh");
    });
  }

  /** What is typed in one document may change what is said about the others, of which the client does not think. */
  async function refreshOthers(project: string, edited: string): Promise<void> {
    const isLooking = looking.has(project);
    looking.set(project, edited);
    if (isLooking) return;
    await session.attempt("Looking at other files", undefined, async () => {
      // What else has already come in is read first.
      await setImmediate();
      const last = looking.get(project);
      looking.delete(project);
      const found = await diagnosticsOf(project);
      if (!found) return;
      for (const [path, id] of answered) {
        const isOther =
          path !== last && session.spelled.has(path) && path.startsWith(`${project}/`);
        if (isOther && (found.get(path) ?? nothing(path)).id !== id) {
          refresh();
          return;
        }
      }
    });
  }

  return {
    changed(project, edited) {
      const woken = wake;
      wake = [];
      for (const resolve of woken) resolve();
      if (!session.pulls()) {
        const concerned = project === undefined ? [...shown.keys()] : [project];
        if (waiting.size === 0 && concerned.length > 0) void pushWaiting();
        for (const each of concerned) waiting.add(each);
      } else if (edited === undefined) {
        refresh();
      } else if (project !== undefined) {
        void refreshOthers(project, edited);
      }
    },
  };
}
