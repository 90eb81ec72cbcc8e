import { commands, window, type Disposable, type ExtensionContext } from "vscode";

/** Tells which version is installed; returns it as well, for callers that are programs. */
export function registerShowVersion(context: ExtensionContext): Disposable {
  return commands.registerCommand("connectorWorkbench.showVersion", () => {
    const { version } = context.extension.packageJSON as { readonly version: string };
    void window.showInformationMessage(`Connector Workbench ${version}`);
    return version;
  });
}
