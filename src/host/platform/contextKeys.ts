/** The context keys of the extension, for `when` clauses; each is written here and nowhere else. */
import * as vscode from "vscode";

export interface ContextKeys {
  /** Whether the workspace has a connector.py; unset until the first search has ended. */
  readonly projects: "none" | "some";
  /** A sync is in progress. */
  readonly running: boolean;
  /** Why no connector can run: there is no usable Python, or no SDK in it. Empty when nothing is known to be wrong. */
  readonly problem: "" | "python" | "sdk";
}

export async function setContextKey<K extends keyof ContextKeys>(
  key: K,
  value: ContextKeys[K],
): Promise<void> {
  await vscode.commands.executeCommand("setContext", `connectorWorkbench.${key}`, value);
}
