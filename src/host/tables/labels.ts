/** What the table browser's page says, in the editor's language. */
import * as vscode from "vscode";
import type { TablesLabels } from "../../shared/protocol/tablesView.ts";

export function tablesLabels(): TablesLabels {
  return {
    rowNumber: vscode.l10n.t("Row"),
    primaryKey: vscode.l10n.t("primary key"),
    system: vscode.l10n.t("added by Fivetran"),
    deleted: vscode.l10n.t("deleted"),
    null: vscode.l10n.t("NULL"),
    loading: vscode.l10n.t("Loading…"),
    oneRow: vscode.l10n.t("1 row"),
    rows: vscode.l10n.t("{0} rows", "{0}"),
    deletedRows: vscode.l10n.t("{0} deleted", "{0}"),
    running: vscode.l10n.t("Sync in progress"),
    empty: vscode.l10n.t("This table has no rows."),
    missing: vscode.l10n.t(
      "The destination has no such table now. It appears when a sync writes to it.",
    ),
    failed: vscode.l10n.t("The rows could not be read: {0}", "{0}"),
  };
}
