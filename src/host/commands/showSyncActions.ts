/** What a click on the status bar item offers while a sync runs. */
import * as vscode from "vscode";
import { cancelSync } from "./cancelSync.ts";
import type { Services } from "./services.ts";

export function showSyncActions(services: Services) {
  return async (): Promise<void> => {
    const showLog = vscode.l10n.t("Show Log");
    const cancel = vscode.l10n.t("Cancel Sync");
    const choice = await vscode.window.showQuickPick([showLog, cancel], {
      title: vscode.l10n.t("Connector Sync"),
    });
    if (choice === showLog) {
      services.log.show();
    } else if (choice === cancel) {
      await cancelSync(services)();
    }
  };
}
