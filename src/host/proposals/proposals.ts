/** Proposed files, each shown as a diff beside the file as it is, with the reasons at the ends of the new lines. */
import * as vscode from "vscode";
import type { ProposedFile } from "../../shared/protocol/languageServer.ts";

export const proposalScheme = "connector-proposal";

export class Proposals implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #files = new Map<string, ProposedFile>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #reasons = vscode.window.createTextEditorDecorationType({
    after: {
      margin: "0 0 0 2em",
      color: new vscode.ThemeColor("editorCodeLens.foreground"),
      fontStyle: "italic",
    },
    isWholeLine: true,
  });
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      this.#reasons,
      vscode.workspace.registerTextDocumentContentProvider(proposalScheme, this),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#explain();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#files.delete(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#files.get(uri.toString())?.after ?? "";
  }

  /** A file's newest proposal takes the place of an earlier one. */
  async show(file: ProposedFile, title: string): Promise<void> {
    const uri = this.uriOf(file);
    this.#files.set(uri.toString(), file);
    this.#changed.fire(uri);
    await vscode.commands.executeCommand("vscode.diff", vscode.Uri.parse(file.uri), uri, title);
    this.#explain();
  }

  of(uri: vscode.Uri): ProposedFile | undefined {
    return this.#files.get(uri.toString());
  }

  has(file: ProposedFile): boolean {
    return this.of(this.uriOf(file)) === file;
  }

  uriOf(file: ProposedFile): vscode.Uri {
    return vscode.Uri.parse(file.uri).with({ scheme: proposalScheme, query: file.uri });
  }

  async close(file: ProposedFile): Promise<void> {
    const shown = this.uriOf(file).toString();
    this.#files.delete(shown);
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all);
    await vscode.window.tabGroups.close(
      tabs.filter(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && input.modified.toString() === shown,
      ),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #explain(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const file = this.of(editor.document.uri);
      if (file) {
        editor.setDecorations(
          this.#reasons,
          file.notes.map(({ line, text }) => ({
            range: new vscode.Range(line, 0, line, 0),
            hoverMessage: text,
            renderOptions: { after: { contentText: text } },
          })),
        );
      }
    }
  }
}
