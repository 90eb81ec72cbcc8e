/** The view "Tables": schema, tables and columns of each project's destination, as they are at this moment. */
import * as vscode from "vscode";
import { assertNever } from "../../shared/base/assertNever.ts";
import type { Finding } from "../../shared/model/findings.ts";
import type { ColumnRule } from "../../shared/model/previews.ts";
import type { ColumnSummary, TableSummary } from "../../shared/model/sync.ts";
import { wordForRule } from "../commands/columnRules.ts";
import type { CommandId } from "../commands/ids.ts";
import type { LatestFindings } from "../diagnostics/latestFindings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { plain } from "../report/markdown.ts";
import { formatNumber, formatRows } from "../sync/figures.ts";
import { projectItem, type ProjectNode } from "./projectNodes.ts";
import { ProjectsTree } from "./projectsTree.ts";

export interface TableNode {
  readonly kind: "table";
  readonly project: Project;
  readonly table: TableSummary;
  /** Of its columns. */
  readonly rules: readonly ColumnRule[];
}

interface SchemaNode {
  readonly kind: "schema";
  readonly project: Project;
  readonly schema: string;
  readonly tables: readonly TableNode[];
}

interface ColumnNode {
  readonly kind: "column";
  readonly table: TableNode;
  readonly column: ColumnSummary;
  readonly rule: ColumnRule["rule"] | undefined;
}

export type TablesNode = ProjectNode | SchemaNode | TableNode | ColumnNode;

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export class TablesTree
  extends ProjectsTree<TablesNode>
  implements vscode.TreeDataProvider<TablesNode>
{
  readonly #findings: LatestFindings;

  constructor(projects: Projects, destinations: Destinations, findings: LatestFindings) {
    super(projects, destinations, findings.onDidChange);
    this.#findings = findings;
  }

  getTreeItem(node: TablesNode): vscode.TreeItem {
    switch (node.kind) {
      case "project":
        return projectItem(node, this.destinations);
      case "schema":
        return schemaItem(node);
      case "table":
        return this.#tableItem(node);
      case "column":
        return this.#columnItem(node);
      default:
        return assertNever(node);
    }
  }

  async getChildren(node?: TablesNode): Promise<TablesNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.top((project) => this.#tablesOf(project));
      case "project":
        return this.#tablesOf(node.project);
      case "schema":
        return [...node.tables];
      case "table":
        return columnsOf(node);
      case "column":
        return [];
      default:
        return assertNever(node);
    }
  }

  /** Tables of the connection's own schema stand at the top, beside the other schemas. */
  async #tablesOf(project: Project): Promise<TablesNode[]> {
    const destination = this.destinations.of(project);
    if (!destination.hasRuns) {
      return [];
    }
    const { remote } = await destination.open();
    const [tables, rules] = await Promise.all([remote.tables(), remote.columnRules()]);
    const nodes = tables.map((table): TableNode => ({
      kind: "table",
      project,
      table,
      rules: rules.filter((rule) => rule.schema === table.schema && rule.table === table.name),
    }));
    const schemas = new Set(tables.map(({ schema }) => schema));
    return [...schemas].flatMap((schema): readonly TablesNode[] => {
      const ofSchema = nodes.filter(({ table }) => table.schema === schema);
      return schema === null ? ofSchema : [{ kind: "schema", project, schema, tables: ofSchema }];
    });
  }

  #tableItem(node: TableNode): vscode.TreeItem {
    const { project, table } = node;
    const findings = this.#findings.about(project, qualifiedName(table));
    const item = new vscode.TreeItem(table.name, Collapsed);
    const rows = formatRows(table.rows);
    const deleted = vscode.l10n.t("{0} deleted", formatNumber(table.deletedRows));
    const counts = table.deletedRows > 0 ? `${rows}, ${deleted}` : rows;
    item.id = JSON.stringify([project.folder, table.schema, table.name]);
    item.iconPath = iconFor("table", findings);
    item.description = described(counts, findings);
    item.tooltip = new vscode.MarkdownString(
      [
        `**${plain(table.name)}**`,
        plain(counts),
        describeKey(table),
        describeDeclared(table),
        ...findings.map(describeFinding),
      ].join("\n\n"),
    );
    item.contextValue = "connectorTable";
    item.command = {
      command: "connectorWorkbench.openTable" satisfies CommandId,
      title: vscode.l10n.t("Open Table"),
      arguments: [node],
    };
    item.accessibilityInformation = {
      label: vscode.l10n.t("Table {0}, {1}", table.name, withFindings(counts, findings)),
    };
    return item;
  }

  #columnItem({ table: { project, table }, column, rule }: ColumnNode): vscode.TreeItem {
    const findings = this.#findings.about(project, qualifiedName(table), column.name);
    const item = new vscode.TreeItem(column.name, None);
    const isKey = table.primaryKey.includes(column.name);
    const origin = column.declared
      ? vscode.l10n.t("declared in schema()")
      : vscode.l10n.t("inferred from values");
    const type = isKey ? vscode.l10n.t("{0}, primary key", column.type) : column.type;
    const facts = [
      type,
      ...(rule === "block" ? [] : [origin]),
      ...(rule ? [wordForRule(rule)] : []),
    ]
      .filter((fact) => fact !== "")
      .join(", ");
    item.id = JSON.stringify([project.folder, table.schema, table.name, column.name]);
    item.iconPath = rule ? ruleIcons[rule] : iconFor(isKey ? "key" : "symbol-field", findings);
    item.description = described(
      [column.type, ...(rule ? [wordForRule(rule)] : [])].filter(Boolean).join(" · "),
      findings,
    );
    item.tooltip = new vscode.MarkdownString(
      [`**${plain(column.name)}**: ${plain(facts)}`, ...findings.map(describeFinding)].join("\n\n"),
    );
    item.contextValue = rule ? "connectorColumnWithRule" : "connectorColumn";
    item.accessibilityInformation = {
      label: vscode.l10n.t("Column {0}, {1}", column.name, withFindings(facts, findings)),
    };
    return item;
  }
}

const ruleIcons = {
  block: new vscode.ThemeIcon("circle-slash"),
  hash: new vscode.ThemeIcon("lock"),
};

/** Those of the table, then the blocked ones, which are not in it. */
function columnsOf(node: TableNode): ColumnNode[] {
  const { columns } = node.table;
  const blocked = node.rules.filter(
    ({ rule, column }) => rule === "block" && !columns.some(({ name }) => name === column),
  );
  const all = [
    ...columns,
    ...blocked.map(({ column }) => ({ name: column, type: "", declared: false })),
  ];
  return all.map((column) => ({
    kind: "column",
    table: node,
    column,
    rule: node.rules.find((rule) => rule.column === column.name)?.rule,
  }));
}

function qualifiedName({ schema, name }: TableSummary): string {
  return schema === null ? name : `${schema}.${name}`;
}

function countOf(findings: readonly Finding[]): string {
  return findings.length === 1
    ? vscode.l10n.t("1 finding")
    : vscode.l10n.t("{0} findings", formatNumber(findings.length));
}

function described(text: string, findings: readonly Finding[]): string {
  return findings.length === 0 ? text : `${text} · ${countOf(findings)}`;
}

function withFindings(text: string, findings: readonly Finding[]): string {
  return findings.length === 0 ? text : `${text}, ${countOf(findings)}`;
}

function describeFinding({ code, message }: Finding): string {
  return `\`${code}\` ${plain(message)}`;
}

/** In the colour of a warning where there is one; the description says it in words. */
function iconFor(icon: string, findings: readonly Finding[]): vscode.ThemeIcon {
  return findings.some(({ severity }) => severity !== "info")
    ? new vscode.ThemeIcon(icon, new vscode.ThemeColor("list.warningForeground"))
    : new vscode.ThemeIcon(icon);
}

function schemaItem({ project, schema, tables }: SchemaNode): vscode.TreeItem {
  const item = new vscode.TreeItem(schema, Expanded);
  const count = vscode.l10n.t("{0} tables", formatNumber(tables.length));
  item.id = JSON.stringify([project.folder, schema]);
  item.iconPath = new vscode.ThemeIcon("database");
  item.description = count;
  item.tooltip = `${schema}: ${count}`;
  item.contextValue = "connectorSchema";
  item.accessibilityInformation = { label: vscode.l10n.t("Schema {0}, {1}", schema, count) };
  return item;
}

function describeKey({ primaryKey }: TableSummary): string {
  return primaryKey.length === 0
    ? vscode.l10n.t("No primary key")
    : vscode.l10n.t("Primary key: {0}", plain(primaryKey.join(", ")));
}

function describeDeclared({ declared }: TableSummary): string {
  return declared
    ? vscode.l10n.t("Declared in schema()")
    : vscode.l10n.t("Not declared in schema()");
}
