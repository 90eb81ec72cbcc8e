/** The Python environment that runs a project, when it is not the project's own, which the language server finds by itself. */
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { suggestedInterpreter } from "../platform/pythonExtension.ts";
import { readSettings } from "../platform/settings.ts";
import type { Project } from "../projects/projects.ts";

/** Its folder. The order is that of `findInterpreter`; nothing is run, so it also works where nothing may be. */
export async function environmentOf({ folder }: Project): Promise<string | undefined> {
  const uri = vscode.Uri.file(folder);
  const { python } = readSettings(uri);
  if (python !== "") {
    const isCommand = path.basename(python) === python;
    return isCommand ? undefined : environmentOfInterpreter(path.resolve(folder, python));
  }
  if (hasOwnEnvironment(folder)) {
    return undefined;
  }
  const suggested = await suggestedInterpreter(uri);
  return suggested === undefined ? undefined : environmentOfInterpreter(suggested);
}

/** `env/bin/python`, or `env\Scripts\python.exe`. */
function environmentOfInterpreter(interpreter: string): string {
  return path.dirname(path.dirname(interpreter));
}

function hasOwnEnvironment(project: string): boolean {
  for (let folder = project; ; folder = path.dirname(folder)) {
    if ([".venv", "venv"].some((name) => existsSync(path.join(folder, name, "pyvenv.cfg")))) {
      return true;
    }
    if (folder === path.dirname(folder)) {
      return false;
    }
  }
}
