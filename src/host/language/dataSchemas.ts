/**
 * JSON schemas of data files as read-only documents, for `json.schemas` in the settings:
 * `connectorworkbench-schema:///configuration.json` is that of the connector that is being edited, or of the only one.
 */
import * as vscode from "vscode";
import { requests } from "../../shared/protocol/languageServer.ts";
import type { Projects } from "../projects/projects.ts";
import type { LanguageSupport } from "./languageSupport.ts";

export function registerDataSchemas(
  language: LanguageSupport,
  projects: Projects,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider("connectorworkbench-schema", {
    async provideTextDocumentContent({ path }) {
      const edited = vscode.window.activeTextEditor?.document.uri;
      const [only] = await projects.all();
      const project = (edited && projects.of(edited)) ?? only;
      if (!project) {
        return "{}";
      }
      const uri = vscode.Uri.joinPath(vscode.Uri.file(project.folder), path).toString();
      return (await language.request<string | null>(requests.dataSchema, { uri })) ?? "{}";
    },
  });
}
