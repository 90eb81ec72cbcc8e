/** "Block Column", "Hash Column" and "Clear Column Rules": what Fivetran's users can set for columns of a destination. */
import * as vscode from "vscode";
import type { ColumnRule } from "../../shared/model/previews.ts";
import type { TableSummary } from "../../shared/model/sync.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Project } from "../projects/projects.ts";
import type { Services } from "./services.ts";

interface Column {
  readonly project: Project;
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
}

export function setColumnRule(services: Services, rule: ColumnRule["rule"]) {
  return async (target?: unknown): Promise<void> => {
    const chosen = columnOf(services, target) ?? (await chooseColumn(services, target, rule));
    if (chosen) {
      const { project, schema, table, column } = chosen;
      const destination = services.destinations.of(project);
      const { remote } = await destination.open();
      const others = (await remote.columnRules()).filter((one) => !isAbout(one, chosen));
      await remote.setColumnRules([...others, { schema, table, column, rule }]);
      destination.announce();
    }
  };
}

/** Of a column, or those of a project that are chosen. */
export function clearColumnRules(services: Services) {
  return async (target?: unknown): Promise<void> => {
    const given = columnOf(services, target);
    const project = given?.project ?? (await chooseProject(services.projects, target));
    if (!project) {
      return;
    }
    const destination = services.destinations.of(project);
    const { remote } = await destination.open();
    const rules = await remote.columnRules();
    const cleared = given ? rules.filter((rule) => isAbout(rule, given)) : await chooseRules(rules);
    if (cleared && cleared.length > 0) {
      await remote.setColumnRules(rules.filter((rule) => !cleared.includes(rule)));
      destination.announce();
    }
  };
}

/** An item of the view "Tables". */
function columnOf({ projects }: Services, target: unknown): Column | undefined {
  const node = field(target, "table");
  const table = field(node, "table");
  const folder = field(field(node, "project"), "folder");
  const project = typeof folder === "string" ? projects.at(folder) : undefined;
  const schema = field(table, "schema");
  const name = field(table, "name");
  const column = field(field(target, "column"), "name");
  return project &&
    (schema === null || typeof schema === "string") &&
    typeof name === "string" &&
    typeof column === "string"
    ? { project, schema, table: name, column }
    : undefined;
}

async function chooseColumn(
  { projects, destinations }: Services,
  target: unknown,
  rule: ColumnRule["rule"],
): Promise<Column | undefined> {
  const project = await chooseProject(projects, target);
  if (!project) {
    return undefined;
  }
  const { remote } = await destinations.of(project).open();
  const title = rule === "block" ? vscode.l10n.t("Block Column") : vscode.l10n.t("Hash Column");
  const tables = await remote.tables();
  if (tables.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} has no tables yet. Run a sync first.", project.name),
    );
    return undefined;
  }
  const table = await pick(title, vscode.l10n.t("Choose a table"), tables, ({ schema, name }) => ({
    label: name,
    description: schema ?? "",
  }));
  const column = table && (await pickColumn(title, table, rule));
  return table && column !== undefined
    ? { project, schema: table.schema, table: table.name, column }
    : undefined;
}

async function pickColumn(
  title: string,
  { columns, primaryKey }: TableSummary,
  rule: ColumnRule["rule"],
): Promise<string | undefined> {
  const offered = columns.filter(
    ({ name }) => !name.startsWith("_fivetran_") && (rule === "hash" || !primaryKey.includes(name)),
  );
  const column = await pick(title, vscode.l10n.t("Choose a column"), offered, (one) => ({
    label: one.name,
    description: one.type,
  }));
  return column?.name;
}

async function pick<T>(
  title: string,
  placeHolder: string,
  choices: readonly T[],
  itemOf: (choice: T) => vscode.QuickPickItem,
): Promise<T | undefined> {
  const items = choices.map((choice) => ({ ...itemOf(choice), choice }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.choice;
}

async function chooseRules(
  rules: readonly ColumnRule[],
): Promise<readonly ColumnRule[] | undefined> {
  if (rules.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t("No column is blocked or hashed."));
    return undefined;
  }
  const items = rules.map((rule) => ({
    label: `${rule.table}.${rule.column}`,
    description: [wordForRule(rule.rule), rule.schema].filter(Boolean).join(" · "),
    picked: true,
    rule,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Clear Column Rules"),
    placeHolder: vscode.l10n.t("Choose the columns to show as they are again"),
    canPickMany: true,
  });
  return chosen?.map(({ rule }) => rule);
}

export function wordForRule(rule: ColumnRule["rule"]): string {
  return rule === "block" ? vscode.l10n.t("blocked") : vscode.l10n.t("hashed");
}

function isAbout(rule: ColumnRule, { schema, table, column }: Column): boolean {
  return rule.schema === schema && rule.table === table && rule.column === column;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
