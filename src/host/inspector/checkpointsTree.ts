/** The view "Checkpoints": the runs of each project, newest first, with their checkpoints and the states these hold. */
import { formatJson } from "../../shared/base/json.ts";
import * as vscode from "vscode";
import { assertNever } from "../../shared/base/assertNever.ts";
import type { Checkpoint, Json } from "../../shared/model/sync.ts";
import type { RunEntry } from "../../shared/protocol/destination.ts";
import type { CommandId } from "../commands/ids.ts";
import type { Project } from "../projects/projects.ts";
import { formatNumber, formatRows, formatSeconds } from "../sync/figures.ts";
import { projectItem, type ProjectNode } from "./projectNodes.ts";
import { ProjectsTree } from "./projectsTree.ts";

export interface CheckpointNode {
  readonly kind: "checkpoint";
  readonly project: Project;
  readonly run: number;
  readonly checkpoint: Checkpoint;
}

interface RunNode {
  readonly kind: "run";
  readonly project: Project;
  readonly entry: RunEntry;
  readonly isNewest: boolean;
}

interface StateNode {
  readonly kind: "state";
  /** From the project down to this value. */
  readonly path: readonly string[];
  readonly name: string;
  readonly value: Json;
}

/** Said in place of what is too much to list. */
interface OmittedNode {
  readonly kind: "omitted";
  readonly path: readonly string[];
  readonly count: number;
}

export type CheckpointsNode = ProjectNode | RunNode | CheckpointNode | StateNode | OmittedNode;

/** Entries of one parent; a tree is for looking around, the documents hold everything. */
const mostEntries = 200;
const longestValue = 200;

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export class CheckpointsTree
  extends ProjectsTree<CheckpointsNode>
  implements vscode.TreeDataProvider<CheckpointsNode>
{
  getTreeItem(node: CheckpointsNode): vscode.TreeItem {
    switch (node.kind) {
      case "project":
        return projectItem(node, this.destinations);
      case "run":
        return this.#runItem(node);
      case "checkpoint":
        return checkpointItem(node);
      case "state":
        return stateItem(node);
      case "omitted":
        return omittedItem(node);
      default:
        return assertNever(node);
    }
  }

  async getChildren(node?: CheckpointsNode): Promise<CheckpointsNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.top((project) => this.#runsOf(project));
      case "project":
        return this.#runsOf(node.project);
      case "run":
        return checkpointsOf(node);
      case "checkpoint": {
        const { project, run, checkpoint } = node;
        return valuesOf(checkpoint.state, [project.folder, `${run}`, `${checkpoint.index}`]);
      }
      case "state":
        return valuesOf(node.value, node.path);
      case "omitted":
        return [];
      default:
        return assertNever(node);
    }
  }

  async #runsOf(project: Project): Promise<CheckpointsNode[]> {
    const destination = this.destinations.of(project);
    if (!destination.hasRuns) {
      return [];
    }
    const { remote } = await destination.open();
    const entries = (await remote.runs()).toSorted((one, other) => other.run - one.run);
    return limited(
      entries.map((entry, index): RunNode => ({
        kind: "run",
        project,
        entry,
        isNewest: index === 0,
      })),
      [project.folder],
    );
  }

  #runItem({ project, entry, isNewest }: RunNode): vscode.TreeItem {
    const isRunning = isNewest && this.destinations.of(project).active !== undefined;
    const title =
      entry.kind === "edit"
        ? vscode.l10n.t("Edit {0}", entry.run)
        : vscode.l10n.t("Run {0}", entry.run);
    const item = new vscode.TreeItem(title, isNewest ? Expanded : Collapsed);
    const { icon, status } = describeStatus(entry, isRunning);
    const started = new Date(entry.startedAt).toLocaleTimeString(vscode.env.language, {
      timeStyle: "short",
    });
    item.id = JSON.stringify([project.folder, entry.run]);
    item.iconPath = new vscode.ThemeIcon(icon);
    item.description = `${started} · ${status}`;
    item.tooltip = `${title}: ${new Date(entry.startedAt).toLocaleString(vscode.env.language)}, ${status}`;
    item.contextValue = "connectorRun";
    item.accessibilityInformation = { label: `${title}, ${started}, ${status}` };
    return item;
  }
}

function checkpointsOf({ project, entry }: RunNode): CheckpointsNode[] {
  const { run, checkpoints } = entry;
  return limited(
    checkpoints
      .toReversed()
      .map((checkpoint): CheckpointNode => ({ kind: "checkpoint", project, run, checkpoint })),
    [project.folder, `${run}`],
  );
}

function valuesOf(value: Json, path: readonly string[]): CheckpointsNode[] {
  return limited(
    entriesOf(value).map(([name, entry]): StateNode => ({
      kind: "state",
      path: [...path, name],
      name,
      value: entry,
    })),
    path,
  );
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function limited(nodes: CheckpointsNode[], path: readonly string[]): CheckpointsNode[] {
  return nodes.length <= mostEntries
    ? nodes
    : [
        ...nodes.slice(0, mostEntries),
        { kind: "omitted", path, count: nodes.length - mostEntries },
      ];
}

function describeStatus(
  { kind, status, checkpoints }: RunEntry,
  isRunning: boolean,
): { icon: string; status: string } {
  const count =
    checkpoints.length === 1
      ? vscode.l10n.t("1 checkpoint")
      : vscode.l10n.t("{0} checkpoints", formatNumber(checkpoints.length));
  if (kind === "edit") {
    return { icon: "edit", status: vscode.l10n.t("state edited") };
  }
  switch (status) {
    case "succeeded":
      return { icon: "pass", status: count };
    case "limited":
      return { icon: "pass", status: vscode.l10n.t("limited, {0}", count) };
    case "failed":
      return { icon: "error", status: vscode.l10n.t("failed, {0}", count) };
    case "cancelled":
      return { icon: "circle-slash", status: vscode.l10n.t("cancelled, {0}", count) };
    case null:
      return isRunning
        ? { icon: "sync~spin", status: vscode.l10n.t("running, {0}", count) }
        : { icon: "warning", status: vscode.l10n.t("interrupted, {0}", count) };
    default:
      return assertNever(status);
  }
}

function checkpointItem(node: CheckpointNode): vscode.TreeItem {
  const { project, run, checkpoint } = node;
  const title = vscode.l10n.t("Checkpoint {0}", checkpoint.index);
  const hasState = entriesOf(checkpoint.state).length > 0;
  const item = new vscode.TreeItem(title, hasState ? Collapsed : None);
  const rows = formatRows(checkpoint.rows);
  const seconds = formatSeconds(checkpoint.seconds);
  item.id = JSON.stringify([project.folder, run, checkpoint.index]);
  item.iconPath = new vscode.ThemeIcon("milestone");
  item.description = `${seconds} · ${rows}`;
  item.tooltip = vscode.l10n.t("{0} at {1}, {2} since the one before", title, seconds, rows);
  item.contextValue = "connectorCheckpoint";
  item.command = {
    command: "connectorWorkbench.showState" satisfies CommandId,
    title: vscode.l10n.t("Show State"),
    arguments: [node],
  };
  item.accessibilityInformation = { label: `${title}, ${seconds}, ${rows}` };
  return item;
}

function stateItem({ name, value, path }: StateNode): vscode.TreeItem {
  const isParent = entriesOf(value).length > 0;
  const item = new vscode.TreeItem(name, isParent ? Collapsed : None);
  const text = formatJson(value);
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  item.id = JSON.stringify(path);
  item.iconPath = new vscode.ThemeIcon(isParent ? "symbol-namespace" : "symbol-key");
  item.description = shown;
  item.tooltip = `${name}: ${shown}`;
  item.contextValue = "connectorStateValue";
  item.accessibilityInformation = { label: `${name}: ${shown}` };
  return item;
}

function omittedItem({ path, count }: OmittedNode): vscode.TreeItem {
  const text = vscode.l10n.t("{0} more", formatNumber(count));
  const item = new vscode.TreeItem(text, None);
  item.id = JSON.stringify([...path, "omitted"]);
  item.tooltip = text;
  item.contextValue = "connectorOmitted";
  return item;
}
