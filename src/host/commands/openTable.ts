/** "Open Table": the rows of one table in a grid. */
import * as vscode from "vscode";
import { parseTableReference, type TableReference } from "../../shared/protocol/tablesView.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Project } from "../projects/projects.ts";
import { formatRows } from "../sync/figures.ts";
import type { Services } from "./services.ts";

export function openTable(services: Services) {
  return async (target?: unknown): Promise<void> => {
    const reference = referenceOf(target) ?? (await chooseTable(services, target));
    if (reference) {
      services.tables.open(reference);
    }
  };
}

/** A reference, or an item of the view "Tables". */
function referenceOf(target: unknown): TableReference | undefined {
  if (typeof target !== "object" || target === null || !("table" in target)) {
    return undefined;
  }
  const { table } = target;
  if (typeof table === "object" && table !== null && "name" in table && "schema" in table) {
    const project = "project" in target ? target.project : undefined;
    return typeof project === "object" && project !== null && "folder" in project
      ? parseTableReference({ project: project.folder, schema: table.schema, table: table.name })
      : undefined;
  }
  return parseTableReference(target);
}

async function chooseTable(
  { projects, destinations }: Services,
  target: unknown,
): Promise<TableReference | undefined> {
  const project = await chooseProject(projects, target);
  if (!project) {
    return undefined;
  }
  const { remote } = await destinations.of(project).open();
  const tables = await remote.tables();
  if (tables.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} has no tables yet. Run a sync first.", project.name),
    );
    return undefined;
  }
  const choice = await vscode.window.showQuickPick(
    tables.map(({ schema, name, rows }) => ({
      label: name,
      description: [schema, formatRows(rows)].filter(Boolean).join(" · "),
      reference: referenceTo(project, schema, name),
    })),
    { title: project.name, placeHolder: vscode.l10n.t("Choose a table") },
  );
  return choice?.reference;
}

function referenceTo({ folder }: Project, schema: string | null, table: string): TableReference {
  return { project: folder, schema, table };
}
