/** Quick fixes of what syncs found: the edits that are certain, the questions that have to be asked, and turning a finding off. */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { SourceEdit } from "../../../server/edits/sourceEdit.ts";
import { findingTitles, type Finding } from "../../shared/model/findings.ts";
import { scalarTypes } from "../../shared/model/columnType.ts";
import type { TableSummary } from "../../shared/model/sync.ts";
import type { CommandId } from "../commands/ids.ts";
import { ignoreFinding, readSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project } from "../projects/projects.ts";
import { diagnosticOf, type Mark } from "./diagnostic.ts";
import type { Fix, FixSurroundings } from "./fixes.ts";
import type { Problems } from "./problems.ts";

export class QuickFixes implements vscode.CodeActionProvider {
  readonly #problems: Problems;
  readonly #destinations: Destinations;

  constructor(problems: Problems, destinations: Destinations) {
    this.#problems = problems;
    this.#destinations = destinations;
  }

  register(): vscode.Disposable {
    return vscode.languages.registerCodeActionsProvider(
      { scheme: "file", language: "python" },
      this,
      {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      },
    );
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
  ): Promise<vscode.CodeAction[]> {
    const marks = this.#problems.at(document.uri, range);
    const actions = await Promise.all(marks.map((mark) => this.#actionsFor(mark)));
    return actions.flat();
  }

  /** Asks for what only the author knows, then edits schema(). */
  async ask(about: unknown): Promise<void> {
    const mark = this.#problems.markAbout(about);
    const finding = mark && findingOf(mark);
    if (!mark || !finding?.table) {
      return;
    }
    const tables = await this.#tables(mark.project);
    const surroundings = surroundingsOf(mark.project, tables);
    const { columnTypeFix, primaryKeyFix } = await import("./fixes.ts");
    const { table, column } = finding;
    if (finding.code === "surrogate-key") {
      const columns = await askForKey(table, tables);
      await this.#apply(mark, primaryKeyFix(table, columns ?? [], surroundings), columns?.length);
    } else if (column !== null) {
      const type = await askForType(`${table}.${column}`);
      const edits = type === undefined ? [] : columnTypeFix({ table, column, type }, surroundings);
      await this.#apply(mark, edits, edits.length);
    }
  }

  /** In the settings; whatever shows findings follows them. */
  async turnOff(about: unknown): Promise<void> {
    const mark = this.#problems.markAbout(about);
    const finding = mark && findingOf(mark);
    if (finding) {
      await ignoreFinding(finding.code, vscode.Uri.file(mark.project.folder));
    }
  }

  async #apply(mark: Mark, edits: readonly SourceEdit[], count = 0): Promise<void> {
    const file = connectorOf(mark.project);
    if (count > 0 && edits.length > 0) {
      const document = await vscode.workspace.openTextDocument(file);
      if (await vscode.workspace.applyEdit(workspaceEdit(document, edits))) {
        this.#problems.dismiss(mark.about);
        await vscode.window.showTextDocument(document);
      }
    }
  }

  async #actionsFor(mark: Mark): Promise<readonly vscode.CodeAction[]> {
    const { fixesFor, columnTypeFix, primaryKeyFix } = await import("./fixes.ts");
    const tables = await this.#tables(mark.project);
    const surroundings = surroundingsOf(mark.project, tables);
    const fixes = await Promise.all(
      fixesFor(mark, surroundings).map((fix, index) => actionOf(mark, fix, index === 0)),
    );
    const finding = findingOf(mark);
    if (!finding) {
      return fixes;
    }
    const { table, column, code } = finding;
    const question =
      code === "surrogate-key" &&
      table !== null &&
      primaryKeyFix(table, ["x"], surroundings).length > 0
        ? vscode.l10n.t("Add a primary key to {0} in schema()…", table)
        : code === "null-column" &&
            table !== null &&
            column !== null &&
            columnTypeFix({ table, column, type: "STRING" }, surroundings).length > 0
          ? vscode.l10n.t("Declare type of {0}.{1} in schema()…", table, column)
          : undefined;
    return [
      ...fixes,
      ...(question === undefined ? [] : [askingAction(mark, question)]),
      turningOff(mark, finding),
    ];
  }

  /** As the destination has them now; a sync in progress is not waited for. */
  async #tables(project: Project): Promise<readonly TableSummary[]> {
    const { remote } = await this.#destinations.of(project).open();
    return remote.tables();
  }
}

async function actionOf(mark: Mark, fix: Fix, isPreferred: boolean): Promise<vscode.CodeAction> {
  const action = new vscode.CodeAction(titleOf(fix), vscode.CodeActionKind.QuickFix);
  const document = await vscode.workspace.openTextDocument(fix.file);
  action.edit = workspaceEdit(document, fix.edits);
  action.diagnostics = [diagnosticOf(mark)];
  action.isPreferred = isPreferred;
  action.command = commandFor("connectorWorkbench.dismissFinding", mark, action.title);
  return action;
}

function askingAction(mark: Mark, title: string): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnosticOf(mark)];
  action.command = commandFor("connectorWorkbench.askAboutFinding", mark, title);
  return action;
}

function turningOff(mark: Mark, { code }: Finding): vscode.CodeAction {
  const title = vscode.l10n.t("Turn off {0} in this workspace", code);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnosticOf(mark)];
  action.command = commandFor("connectorWorkbench.turnOffFinding", mark, findingTitles[code]);
  return action;
}

function commandFor(command: CommandId, mark: Mark, title: string): vscode.Command {
  return { command, title, arguments: [mark.about] };
}

function titleOf({ does }: Fix): string {
  switch (does.kind) {
    case "useTable":
      return vscode.l10n.t("Use declared table {0}", does.table);
    case "declareTable":
      return vscode.l10n.t("Declare {0} in schema()", does.table);
    case "declareColumn":
      return vscode.l10n.t(
        "Declare type of {0}.{1} in schema(): {2}",
        does.table,
        does.column,
        does.type,
      );
    case "changeType":
      return vscode.l10n.t("Declare {0}.{1} as {2}", does.table, does.column, does.type);
    case "renameKey":
      return vscode.l10n.t("Call it primary_key in the declaration of {0}", does.table);
    case "bracketKey":
      return vscode.l10n.t("Make primary_key of {0} a list", does.table);
    case "checkpoint":
      return vscode.l10n.t("Checkpoint at the end of update()");
  }
}

async function askForKey(
  table: string,
  tables: readonly TableSummary[],
): Promise<readonly string[] | undefined> {
  const summary = tables.find(({ schema, name }) => schema === null && name === table);
  const columns = (summary?.columns ?? []).filter(({ name }) => !name.startsWith("_fivetran_"));
  const chosen = await vscode.window.showQuickPick(
    columns.map(({ name, type }) => ({ label: name, description: type })),
    {
      title: vscode.l10n.t("Primary Key of {0}", table),
      placeHolder: vscode.l10n.t("Choose the columns that identify a row"),
      canPickMany: true,
    },
  );
  return chosen?.map(({ label }) => label);
}

function askForType(column: string): Thenable<string | undefined> {
  return vscode.window.showQuickPick([...scalarTypes], {
    title: vscode.l10n.t("Type of {0}", column),
    placeHolder: vscode.l10n.t("Choose the type that schema() should declare"),
  });
}

function surroundingsOf(project: Project, tables: readonly TableSummary[]): FixSurroundings {
  return {
    folder: project.folder,
    naming: readSettings(vscode.Uri.file(project.folder)).naming,
    read: presentText,
    typeOf: (table, column) =>
      tables
        .find(({ schema, name }) => (schema === null ? name : `${schema}.${name}`) === table)
        ?.columns.find(({ name }) => name === column)?.type,
  };
}

/** As it is being edited, or else as it is on disk. */
function presentText(file: string): string | undefined {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
  if (open) {
    return open.getText();
  }
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function workspaceEdit(
  document: vscode.TextDocument,
  edits: readonly SourceEdit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { from, to, text } of edits) {
    const range = new vscode.Range(document.positionAt(from), document.positionAt(to));
    edit.replace(document.uri, range, text);
  }
  return edit;
}

function findingOf({ about }: Mark): Finding | undefined {
  return "finding" in about ? about.finding : undefined;
}

function connectorOf({ folder }: Project): vscode.Uri {
  return vscode.Uri.file(path.join(folder, "connector.py"));
}
