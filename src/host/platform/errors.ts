/** How a failure reaches the user: an expected one as its sentence, anything else as one line that leads to the log. */
import * as vscode from "vscode";
import { UserError, describeError } from "../../shared/base/userError.ts";
import type { CommandId } from "../commands/ids.ts";
import type { Log } from "./log.ts";

/** A button that puts right what an error is about. */
interface Remedy {
  readonly label: string;
  apply(): Thenable<unknown>;
}

export async function showError(error: unknown, log: Log): Promise<void> {
  if (error instanceof vscode.CancellationError) {
    return;
  }
  const text = describeForEditor(error);
  log.error(error instanceof UserError ? text : error);
  const showLog = vscode.l10n.t("Show Log");
  const remedy = error instanceof UserError ? remedyFor(error.code) : undefined;
  const choice = await vscode.window.showErrorMessage(
    text,
    ...(remedy ? [remedy.label] : []),
    showLog,
  );
  if (choice === showLog) {
    log.show();
  } else if (choice !== undefined) {
    await remedy?.apply();
  }
}

/** As `describeError`, with what can be done here where the error's own advice is for a terminal. */
export function describeForEditor(error: unknown): string {
  const action = error instanceof UserError ? actionFor(error.code) : undefined;
  return error instanceof UserError && action !== undefined
    ? `${error.message} ${action}`
    : describeError(error);
}

function actionFor(code: string): string | undefined {
  switch (code) {
    case "runs.unknown":
    case "runs.unknownCheckpoint":
      return vscode.l10n.t("See the Checkpoints view.");
    case "sdkMissing":
      return vscode.l10n.t("Set up the project's Python environment.");
    default:
      return undefined;
  }
}

function remedyFor(code: string): Remedy | undefined {
  switch (code) {
    case "sdkMissing":
      return {
        label: vscode.l10n.t("Set Up Python Environment"),
        apply: () =>
          vscode.commands.executeCommand("connectorWorkbench.setUpEnvironment" satisfies CommandId),
      };
    case "pythonNotFound":
    case "pythonNotUsable":
    case "pythonTooOld":
    case "environmentBroken":
      return {
        label: vscode.l10n.t("Open Settings"),
        apply: () =>
          vscode.commands.executeCommand(
            "workbench.action.openSettings",
            "connectorWorkbench.python",
          ),
      };
    default:
      return undefined;
  }
}
