/** The open tables, one panel each, which come back with the window. */
import * as vscode from "vscode";
import { parseTableReference, type TableReference } from "../../shared/protocol/tablesView.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Projects } from "../projects/projects.ts";
import { connectTablePanel, titleOf } from "./tablePanel.ts";

const viewType = "connectorWorkbench.table";

export interface TablePanelsOptions {
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly extensionUri: vscode.Uri;
}

export class TablePanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #options: TablePanelsOptions;
  readonly #panels = new Map<string, vscode.WebviewPanel>();
  readonly #registration: vscode.Disposable;

  constructor(options: TablePanelsOptions) {
    this.#options = options;
    this.#registration = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  open(reference: TableReference): void {
    const existing = this.#panels.get(keyOf(reference));
    if (existing) {
      existing.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      viewType,
      titleOf(reference),
      vscode.ViewColumn.Active,
    );
    this.#connect(panel, reference);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const reference = parseTableReference(state);
    if (!reference || !this.#connect(panel, reference)) {
      panel.dispose();
    }
  }

  dispose(): void {
    vscode.Disposable.from(this.#registration, ...this.#panels.values()).dispose();
  }

  /** False when the project is not there any more. */
  #connect(panel: vscode.WebviewPanel, reference: TableReference): boolean {
    const { projects, destinations, extensionUri } = this.#options;
    const project = projects.at(reference.project);
    if (!project) {
      return false;
    }
    const connection = connectTablePanel({
      panel,
      reference,
      destination: destinations.of(project),
      extensionUri,
    });
    const key = keyOf(reference);
    this.#panels.set(key, panel);
    panel.onDidDispose(() => {
      this.#panels.delete(key);
      connection.dispose();
    });
    return true;
  }
}

function keyOf({ project, schema, table }: TableReference): string {
  return JSON.stringify([project, schema, table]);
}
