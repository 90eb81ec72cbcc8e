/** "Update schema() from Last Sync": shows the change beside the file as it is, with the reasons, and makes it when that is asked for. */
import path from "node:path";
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import {
  requests,
  type GeneratedSchema,
  type ProposedFile,
} from "../../shared/protocol/languageServer.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Services } from "./services.ts";

export function generateSchema({ projects, language, proposals }: Services) {
  return async (target?: unknown): Promise<void> => {
    const project = await chooseProject(projects, target);
    if (!project) {
      return;
    }
    const uri = vscode.Uri.file(path.join(project.folder, "connector.py")).toString();
    const generated = await language.request<GeneratedSchema | null>(requests.generateSchema, {
      uri,
    });
    if (!generated) {
      throw new UserError("languageServerOff", "The language server cannot tell.", {
        action: "See its output.",
      });
    }
    if ("refused" in generated) {
      throw new UserError("schemaNotGenerated", generated.refused);
    }
    for (const file of generated.files) {
      await offer(file, proposals);
    }
  };
}

/** Without an argument, of the proposal that is shown. */
export function applySchema({ proposals }: Services) {
  return async (shown?: unknown): Promise<void> => {
    const uri = shown instanceof vscode.Uri ? shown : vscode.window.activeTextEditor?.document.uri;
    const proposed = uri && proposals.of(uri);
    if (proposed) {
      await apply(proposed);
      await proposals.close(proposed);
    }
  };
}

async function offer(file: ProposedFile, proposals: Services["proposals"]): Promise<void> {
  await proposals.show(file, vscode.l10n.t("schema() as the last sync suggests it"));
  const take = vscode.l10n.t("Apply");
  const reasons = file.notes.length;
  // Not awaited by the command: the diff can be read, and applied from its title, for as long as one likes.
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t("Nothing is changed yet. {0} reasons stand beside the new lines.", reasons),
      take,
    )
    .then(async (answer) => {
      if (answer === take && proposals.has(file)) {
        await vscode.commands.executeCommand(
          "connectorWorkbench.applySchema",
          proposals.uriOf(file),
        );
      }
    });
}

async function apply({ uri, before, after }: ProposedFile): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  if (plain(document.getText()) !== plain(before)) {
    throw new UserError("proposalOutdated", "The file was changed since this was proposed.", {
      action: "Ask for it again.",
    });
  }
  const edit = new vscode.WorkspaceEdit();
  const lines = changedLines(plain(before).split("\n"), plain(after).split("\n"));
  const end = document.lineAt(Math.max(lines.to - 1, 0)).range.end;
  const range = new vscode.Range(new vscode.Position(lines.from, 0), end);
  edit.replace(document.uri, range, lines.text);
  if (await vscode.workspace.applyEdit(edit)) {
    await vscode.window.showTextDocument(document);
  }
}

/** From the first to the last line that differ, so that cursors and folds elsewhere stay. */
function changedLines(
  before: readonly string[],
  after: readonly string[],
): { readonly from: number; readonly to: number; readonly text: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter - 1 && before[from] === after[from]) {
    from++;
  }
  let same = 0;
  while (same < shorter - from - 1 && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return {
    from,
    to: before.length - same,
    text: after.slice(from, after.length - same).join("\n"),
  };
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
