/** How a failure reaches the user: an expected one as its sentence, anything else as one line that leads to the log. */
import * as vscode from "vscode";
import { UserError, describeError } from "../../shared/base/userError.ts";
import type { Log } from "./log.ts";

export async function showError(error: unknown, log: Log): Promise<void> {
  if (error instanceof vscode.CancellationError) {
    return;
  }
  log.error(error instanceof UserError ? describeError(error) : error);
  const showLog = vscode.l10n.t("Show Log");
  const choice = await vscode.window.showErrorMessage(describeError(error), showLog);
  if (choice === showLog) {
    log.show();
  }
}
