/** "Debug Sync": F5 for a chosen project, with no need of a launch.json. */
import * as vscode from "vscode";
import { defaultLaunch } from "../debug/launch.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Services } from "./services.ts";

export function debugSync({ projects }: Services) {
  return async (target?: unknown): Promise<boolean> => {
    const project = await chooseProject(projects, target);
    if (!project) {
      return false;
    }
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(project.folder));
    return vscode.debug.startDebugging(folder, defaultLaunch(project.folder));
  };
}
