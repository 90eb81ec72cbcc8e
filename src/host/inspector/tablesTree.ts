/** The view "Tables": schema, tables and columns of each project's destination, as they are at this moment. */
import * as vscode from "vscode";
import { assertNever } from "../../shared/base/assertNever.ts";
import type { ColumnSummary, TableSummary } from "../../shared/model/sync.ts";
import type { CommandId } from "../commands/ids.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import { formatNumber, formatRows } from "../sync/figures.ts";
import { projectItem, projectsWithRuns, type ProjectNode } from "./projectNodes.ts";

export interface TableNode {
  readonly kind: "table";
  readonly project: Project;
  readonly table: TableSummary;
}

interface SchemaNode {
  readonly kind: "schema";
  readonly project: Project;
  readonly schema: string;
  readonly tables: readonly TableSummary[];
}

interface ColumnNode {
  readonly kind: "column";
  readonly table: TableNode;
  readonly column: ColumnSummary;
}

export type TablesNode = ProjectNode | SchemaNode | TableNode | ColumnNode;

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export class TablesTree implements vscode.TreeDataProvider<TablesNode>, vscode.Disposable {
  readonly #projects: Projects;
  readonly #destinations: Destinations;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(projects: Projects, destinations: Destinations) {
    this.#projects = projects;
    this.#destinations = destinations;
    const refresh = () => {
      this.#changed.fire(undefined);
    };
    this.#subscriptions = [
      this.#changed,
      projects.onDidChange(refresh),
      destinations.onDidChange(refresh),
    ];
  }

  getTreeItem(node: TablesNode): vscode.TreeItem {
    switch (node.kind) {
      case "project":
        return projectItem(node, this.#destinations);
      case "schema":
        return schemaItem(node);
      case "table":
        return tableItem(node);
      case "column":
        return columnItem(node);
      default:
        return assertNever(node);
    }
  }

  async getChildren(node?: TablesNode): Promise<TablesNode[]> {
    switch (node?.kind) {
      case undefined: {
        const projects = await projectsWithRuns(this.#projects, this.#destinations);
        const [only] = projects;
        return projects.length === 1 && only
          ? this.#tablesOf(only)
          : projects.map((project) => ({ kind: "project", project }));
      }
      case "project":
        return this.#tablesOf(node.project);
      case "schema":
        return node.tables.map((table) => tableNode(node.project, table));
      case "table":
        return node.table.columns.map((column) => ({ kind: "column", table: node, column }));
      case "column":
        return [];
      default:
        return assertNever(node);
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Tables of the connection's own schema stand at the top, beside the other schemas. */
  async #tablesOf(project: Project): Promise<TablesNode[]> {
    const destination = this.#destinations.of(project);
    if (!destination.hasRuns) {
      return [];
    }
    const { remote } = await destination.open();
    const tables = await remote.tables();
    const schemas = new Set(tables.map(({ schema }) => schema));
    return [...schemas].flatMap((schema): readonly TablesNode[] => {
      const ofSchema = tables.filter((table) => table.schema === schema);
      return schema === null
        ? ofSchema.map((table) => tableNode(project, table))
        : [{ kind: "schema", project, schema, tables: ofSchema }];
    });
  }
}

function tableNode(project: Project, table: TableSummary): TableNode {
  return { kind: "table", project, table };
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

function tableItem(node: TableNode): vscode.TreeItem {
  const { project, table } = node;
  const item = new vscode.TreeItem(table.name, Collapsed);
  const rows = formatRows(table.rows);
  const deleted = vscode.l10n.t("{0} deleted", formatNumber(table.deletedRows));
  const counts = table.deletedRows > 0 ? `${rows}, ${deleted}` : rows;
  item.id = JSON.stringify([project.folder, table.schema, table.name]);
  item.iconPath = new vscode.ThemeIcon("table");
  item.description = counts;
  item.tooltip = new vscode.MarkdownString(
    [`**${escaped(table.name)}**`, counts, describeKey(table), describeDeclared(table)].join(
      "\n\n",
    ),
  );
  item.contextValue = "connectorTable";
  item.command = {
    command: "connectorWorkbench.openTable" satisfies CommandId,
    title: vscode.l10n.t("Open Table"),
    arguments: [node],
  };
  item.accessibilityInformation = { label: vscode.l10n.t("Table {0}, {1}", table.name, counts) };
  return item;
}

function columnItem({ table: { project, table }, column }: ColumnNode): vscode.TreeItem {
  const item = new vscode.TreeItem(column.name, None);
  const isKey = table.primaryKey.includes(column.name);
  const origin = column.declared
    ? vscode.l10n.t("declared in schema()")
    : vscode.l10n.t("inferred from values");
  const type = isKey ? vscode.l10n.t("{0}, primary key", column.type) : column.type;
  item.id = JSON.stringify([project.folder, table.schema, table.name, column.name]);
  item.iconPath = new vscode.ThemeIcon(isKey ? "key" : "symbol-field");
  item.description = column.type;
  item.tooltip = `${column.name}: ${type}, ${origin}`;
  item.contextValue = "connectorColumn";
  item.accessibilityInformation = {
    label: vscode.l10n.t("Column {0}, {1}, {2}", column.name, type, origin),
  };
  return item;
}

function describeKey({ primaryKey }: TableSummary): string {
  return primaryKey.length === 0
    ? vscode.l10n.t("No primary key")
    : vscode.l10n.t("Primary key: {0}", escaped(primaryKey.join(", ")));
}

function describeDeclared({ declared }: TableSummary): string {
  return declared
    ? vscode.l10n.t("Declared in schema()")
    : vscode.l10n.t("Not declared in schema()");
}

/** Names come from the connector; in Markdown their underscores and stars would be marks. */
function escaped(name: string): string {
  return name.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~]/g, "\\$&");
}
