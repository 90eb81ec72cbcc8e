/** What the Python extension has chosen for a project, where that extension is installed. It is never required. */
import * as vscode from "vscode";

/** The part of its public API that is used here (`PythonExtension.environments`). */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(
      path: unknown,
    ): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

export async function suggestedInterpreter(resource: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<unknown>("ms-python.python");
  if (!extension) {
    return undefined;
  }
  const api = await extension.activate();
  if (!isPythonApi(api)) {
    return undefined;
  }
  const chosen = api.environments.getActiveEnvironmentPath(resource);
  const environment = await api.environments.resolveEnvironment(chosen);
  return environment?.executable.uri?.fsPath;
}

function isPythonApi(value: unknown): value is PythonApi {
  if (typeof value !== "object" || value === null || !("environments" in value)) {
    return false;
  }
  const { environments } = value;
  return (
    typeof environments === "object" &&
    environments !== null &&
    "getActiveEnvironmentPath" in environments &&
    "resolveEnvironment" in environments
  );
}
