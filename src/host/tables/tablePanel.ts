/** One open table: answers its page from the destination and tells it when that has changed. */
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import type { TablePage } from "../../shared/protocol/destination.ts";
import {
  maxPageRows,
  type TableReference,
  type TablesHost,
  type TablesPage,
  type TableStatus,
} from "../../shared/protocol/tablesView.ts";
import { connect } from "../../shared/rpc/rpc.ts";
import { showPage, webviewWire } from "../platform/webviewPage.ts";
import type { ProjectDestination } from "../projects/projectDestination.ts";
import { tablesLabels } from "./labels.ts";

export interface TablePanelOptions {
  readonly panel: vscode.WebviewPanel;
  readonly reference: TableReference;
  readonly destination: ProjectDestination;
  readonly extensionUri: vscode.Uri;
}

/** Disposed of with the panel. */
export function connectTablePanel(options: TablePanelOptions): vscode.Disposable {
  const { panel, reference, destination, extensionUri } = options;
  const { webview } = panel;
  const owned: vscode.Disposable[] = [];
  const title = titleOf(reference);
  panel.title = title;
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, "media", "icons", "table-light.svg"),
    dark: vscode.Uri.joinPath(extensionUri, "media", "icons", "table-dark.svg"),
  };
  const connection = connect<TablesPage>(
    webviewWire(webview, owned),
    tablesHost(reference, destination),
  );
  owned.push(
    destination.onDidChange(() => {
      // A hidden page has no script that would answer; it asks anew when it is shown.
      if (panel.visible) {
        connection.remote.changed().catch(() => undefined);
      }
    }),
  );
  showPage({
    webview,
    dist: vscode.Uri.joinPath(extensionUri, "dist"),
    name: "tables",
    title,
  });
  return {
    dispose() {
      connection.close(new Error("The table was closed."));
      vscode.Disposable.from(...owned).dispose();
    },
  };
}

function tablesHost(reference: TableReference, destination: ProjectDestination): TablesHost {
  const { schema, table: name } = reference;
  return {
    describe: () => ({ reference, title: titleOf(reference), labels: tablesLabels() }),
    async status(): Promise<TableStatus> {
      const { remote } = await destination.open();
      const table = (await remote.tables()).find(
        (candidate) => candidate.schema === schema && candidate.name === name,
      );
      return {
        exists: table !== undefined,
        rows: table?.rows ?? 0,
        deletedRows: table?.deletedRows ?? 0,
        running: destination.active !== undefined,
      };
    },
    async page(start: unknown, count: unknown): Promise<TablePage> {
      const { remote } = await destination.open();
      return remote.page({ schema, name }, naturalNumber(start), pageSize(count));
    },
  };
}

export function titleOf({ schema, table }: TableReference): string {
  return schema === null ? table : `${schema}.${table}`;
}

/** What a page sends is not trusted to be what its type says. */
function naturalNumber(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new UserError("pageInvalid", `${String(value)} is no row position.`);
  }
  return value;
}

function pageSize(value: unknown): number {
  const size = naturalNumber(value);
  if (size > maxPageRows) {
    throw new UserError("pageInvalid", `${size} rows are more than a page has.`);
  }
  return size;
}
