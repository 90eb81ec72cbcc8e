/** Debugging needs debugpy beside the SDK; where it is missing the user decides whether to install it. */
import * as vscode from "vscode";
import type { Interpreter } from "../../engine/index.ts";
import type { PackageInstaller } from "../sync/packageInstaller.ts";

/** What became of the offer. */
export type DebugpyDecision = "installed" | "run without" | "no";

export type DebugpyOffer = (interpreter: Interpreter) => Promise<DebugpyDecision>;

export function debugpyOffer(installer: PackageInstaller): DebugpyOffer {
  return async (interpreter) => {
    const install = vscode.l10n.t("Install debugpy");
    const without = vscode.l10n.t("Run Without Debugging");
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t("Debugging a connector needs debugpy, which is not installed."),
      { modal: true, detail: vscode.l10n.t("It would be installed for {0}", interpreter.path) },
      install,
      without,
    );
    if (choice === install) {
      const done = await installer.install(interpreter.path, ["debugpy"]);
      return done ? "installed" : "no";
    }
    return choice === without ? "run without" : "no";
  };
}
