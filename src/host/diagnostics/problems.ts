/** The Problems panel: what the newest sync of each project found, at its lines, for as long as these stay as they were. */
import { readFileSync, statSync } from "node:fs";
import * as vscode from "vscode";
import { showError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { readSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project } from "../projects/projects.ts";
import { diagnosticOf, isSaidByServer, type Mark } from "./diagnostic.ts";
import type { LatestFindings, LatestRun } from "./latestFindings.ts";
import { EditsDuringRun, movedMark } from "./editsDuringRun.ts";
import type { Change } from "./movingLines.ts";

export class Problems implements vscode.Disposable {
  readonly #latest: LatestFindings;
  readonly #log: Log;
  readonly #collection = vscode.languages.createDiagnosticCollection("connectorWorkbench");
  readonly #subscriptions: vscode.Disposable;
  /** By project. */
  readonly #marks = new Map<string, readonly Mark[]>();
  /** Of each project, the run whose lines are known, so that another look at it finds them where they have moved to. */
  readonly #shown = new Map<string, LatestRun["startedAt"]>();

  /** Of each project without findings, which may be running. */
  readonly #edits = new Map<string, EditsDuringRun>();

  constructor(latest: LatestFindings, destinations: Destinations, log: Log) {
    this.#latest = latest;
    this.#log = log;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      latest.onDidChange((project) => {
        void this.#refresh(project);
      }),
      destinations.onDidLoad(({ project }) => {
        this.#edits.get(project.folder)?.loaded();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        this.#move(document.uri, contentChanges.map(changeOf));
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const { fsPath } of uris) {
          this.#publishIfDifferent(fsPath);
        }
      }),
    );
  }

  /** What is said at a place of a document. */
  at(uri: vscode.Uri, range: vscode.Range): readonly Mark[] {
    return this.#shownMarks(uri.fsPath).filter((mark) =>
      diagnosticOf(mark).range.intersection(range),
    );
  }

  /** The mark, wherever it has moved to, that a quick fix was offered for. */
  markAbout(about: unknown): Mark | undefined {
    return [...this.#marks.values()].flat().find((mark) => mark.about === about);
  }

  /** For what has been put right without its line being edited. */
  dismiss(about: unknown): void {
    const dismissed = this.markAbout(about);
    const marks = dismissed && this.#marks.get(dismissed.project.folder);
    if (dismissed && marks) {
      this.#set(
        dismissed.project,
        marks.filter((mark) => mark !== dismissed),
      );
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #refresh(project: Project): Promise<void> {
    try {
      const run = this.#latest.everythingOf(project);
      if (!run || this.#shown.get(project.folder) !== run.startedAt) {
        this.#set(project, []);
        this.#shown.delete(project.folder);
      }
      if (!run) {
        this.#edits.set(project.folder, new EditsDuringRun());
      }
      if (run && !this.#shown.has(project.folder)) {
        this.#shown.set(project.folder, run.startedAt);
        // With the parser, which no window needs before its first finding.
        const { placeFindings } = await import("./placedFindings.ts");
        const edits = this.#edits.get(project.folder) ?? new EditsDuringRun();
        const placed = placeFindings(run, {
          folder: project.folder,
          naming: readSettings(vscode.Uri.file(project.folder)).naming,
          read: (file) =>
            edits.isUncertain(file)
              ? undefined
              : (edits.original(file) ?? readAsRun(file, run.startedAt)),
        });
        if (this.#latest.everythingOf(project)?.startedAt === run.startedAt) {
          this.#edits.delete(project.folder);
          this.#set(
            project,
            placed.flatMap((one) => edits.moved({ ...one, project }) ?? []),
          );
        }
      }
      this.#publishAll(project);
    } catch (error) {
      void showError(error, this.#log);
    }
  }

  #set({ folder }: Project, marks: readonly Mark[]): void {
    const before = this.#marks.get(folder) ?? [];
    this.#marks.set(folder, marks);
    for (const file of new Set([...before, ...marks].map((mark) => mark.file))) {
      this.#publish(file);
    }
  }

  #publishAll({ folder }: Project): void {
    for (const file of new Set((this.#marks.get(folder) ?? []).map((mark) => mark.file))) {
      this.#publish(file);
    }
  }

  /** A file may be of several projects: a module that they share. */
  #publish(file: string): void {
    this.#collection.set(vscode.Uri.file(file), this.#shownMarks(file).map(diagnosticOf));
  }

  /** The language server has said something else, or we ourselves. */
  #publishIfDifferent(file: string): void {
    const marks = this.#marksOf(file);
    const shown = this.#collection.get(vscode.Uri.file(file)) ?? [];
    if (marks.length > 0 && shown.length !== this.#shownMarks(file).length) {
      this.#publish(file);
    }
  }

  #shownMarks(file: string): readonly Mark[] {
    return this.#marksOf(file).filter((mark) => !this.#isIgnored(mark) && !isSaidByServer(mark));
  }

  #marksOf(file: string): readonly Mark[] {
    return [...this.#marks.values()].flat().filter((mark) => mark.file === file);
  }

  #isIgnored({ project, about }: Mark): boolean {
    const shown = this.#latest.of(project)?.findings ?? [];
    return "finding" in about && !shown.includes(about.finding);
  }

  #move(uri: vscode.Uri, changes: readonly Change[]): void {
    const file = uri.fsPath;
    if (uri.scheme !== "file" || changes.length === 0) {
      return;
    }
    for (const edits of this.#edits.values()) {
      edits.add(file, changes);
    }
    const isHere = (mark: Mark): boolean => mark.file === file || mark.declaredAt?.file === file;
    const concerned = [...this.#marks.values()].flat().filter(isHere);
    for (const [folder, marks] of this.#marks) {
      this.#marks.set(
        folder,
        marks.flatMap((mark) => (isHere(mark) ? (movedMark(mark, file, changes) ?? []) : mark)),
      );
    }
    for (const shown of new Set(concerned.map((mark) => mark.file))) {
      this.#publish(shown);
    }
  }
}

function changeOf({ range: { start, end }, text }: vscode.TextDocumentContentChangeEvent): Change {
  return {
    startLine: start.line,
    startCharacter: start.character,
    endLine: end.line,
    endCharacter: end.character,
    text,
  };
}

/** Undefined for a file that changed after the run began: what was on a line may be on another. */
function readAsRun(file: string, startedAt: number): string | undefined {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
  if (open) {
    return isUnchanged(file, startedAt) && !open.isDirty ? open.getText() : undefined;
  }
  return isUnchanged(file, startedAt) ? readFileSync(file, "utf8") : undefined;
}

function isUnchanged(file: string, startedAt: number): boolean {
  try {
    return statSync(file).mtimeMs <= startedAt + millisecondsOfClocks;
  } catch {
    return false;
  }
}

/** Files are saved just before a run begins, and file systems round their times up. */
const millisecondsOfClocks = 2000;
