// Composition of the extension: constructs the services and registers the features.
import type { ExtensionContext } from "vscode";
import { registerShowVersion } from "./host/commands/showVersion.ts";

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(registerShowVersion(context));
}
