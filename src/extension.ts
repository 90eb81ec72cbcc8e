// Composition of the extension: constructs the services and registers the features.
import { commands, window, type ExtensionContext } from "vscode";

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Connector Workbench", { log: true });
  context.subscriptions.push(
    log,
    commands.registerCommand("connectorWorkbench.showLog", () => {
      log.show();
    }),
  );
}
