/** schema() as the last sync suggests it, beside what it is now: a diff with the reasons at the lines, to take or to leave. */
import * as vscode from "vscode";
import type { GeneratedFile } from "../../shared/protocol/languageServer.ts";

const scheme = "connector-schema";

export class SchemaProposals implements vscode.Disposable {
  /** By the URI of the document that shows it. */
  readonly #shown = new Map<string, GeneratedFile>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#shown.get(uri.toString())?.text ?? "",
      }),
      vscode.languages.registerInlayHintsProvider(
        { scheme },
        {
          provideInlayHints: (document) =>
            (this.#shown.get(document.uri.toString())?.notes ?? []).map(({ line, text }) => {
              const hint = new vscode.InlayHint(document.lineAt(line).range.end, text);
              hint.paddingLeft = true;
              return hint;
            }),
        },
      ),
    );
  }

  /** Resolves to whether it was taken. */
  async offer(file: GeneratedFile): Promise<boolean> {
    const original = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri));
    const before = original.getText();
    const proposed = original.uri.with({ scheme });
    this.#shown.set(proposed.toString(), file);
    this.#changed.fire(proposed);
    await vscode.commands.executeCommand(
      "vscode.diff",
      original.uri,
      proposed,
      vscode.l10n.t("schema() as the last sync shows it"),
    );
    const take = vscode.l10n.t("Apply");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Apply the changes of schema() to {0}?",
        vscode.workspace.asRelativePath(original.uri),
      ),
      take,
    );
    if (answer !== take) {
      return false;
    }
    if (original.getText() !== before) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("The file has been changed since. Update schema() again."),
      );
      return false;
    }
    return vscode.workspace.applyEdit(replacing(original, file.text));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** Only what differs, so that the cursor and the rest of the text stay where they are. */
function replacing(document: vscode.TextDocument, text: string): vscode.WorkspaceEdit {
  const before = document.getText();
  const most = Math.min(before.length, text.length);
  let start = 0;
  while (start < most && before[start] === text[start]) {
    start += 1;
  }
  let end = 0;
  while (end < most - start && before.at(-1 - end) === text.at(-1 - end)) {
    end += 1;
  }
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(before.length - end),
  );
  edit.replace(document.uri, range, text.slice(start, text.length - end));
  return edit;
}
