/** What the editor says about the language server beside a connector's language: that it works, or why it does not. */
import * as vscode from "vscode";
import type { CommandId } from "../commands/ids.ts";
import { documentSelector } from "./documents.ts";

export type ServerState =
  | { readonly kind: "ready" }
  | { readonly kind: "starting" }
  /** `why` is a sentence. */
  | { readonly kind: "off"; readonly why: string; readonly isFault: boolean };

export class LanguageStatus implements vscode.Disposable {
  readonly #state: vscode.LanguageStatusItem;
  /** A status item has one command, and a server that is off needs two. */
  readonly #output: vscode.LanguageStatusItem;

  constructor() {
    const selector = documentSelector();
    this.#state = vscode.languages.createLanguageStatusItem("connectorWorkbench.state", selector);
    this.#output = vscode.languages.createLanguageStatusItem("connectorWorkbench.output", selector);
    this.#state.name = vscode.l10n.t("Connector Checks");
    this.#output.name = vscode.l10n.t("Output of Connector Checks");
    this.#output.text = vscode.l10n.t("Output of the language server");
    this.#output.command = command(
      "connectorWorkbench.showServerLog",
      vscode.l10n.t("Show Output"),
    );
    this.show({ kind: "starting" });
  }

  show(state: ServerState): void {
    const item = this.#state;
    const isFault = state.kind === "off" && state.isFault;
    item.busy = state.kind === "starting";
    item.severity = isFault
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    item.text = textOf(state);
    item.detail = state.kind === "off" ? state.why : undefined;
    item.command = command("connectorWorkbench.restartLanguageServer", vscode.l10n.t("Restart"));
  }

  dispose(): void {
    this.#state.dispose();
    this.#output.dispose();
  }
}

function textOf({ kind }: ServerState): string {
  switch (kind) {
    case "ready":
      return vscode.l10n.t("Connector checks are on");
    case "starting":
      return vscode.l10n.t("Connector checks are starting");
    case "off":
      return vscode.l10n.t("Connector checks are off");
  }
}

function command(id: CommandId, title: string): vscode.Command {
  return { command: id, title };
}
