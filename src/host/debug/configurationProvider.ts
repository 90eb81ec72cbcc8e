/** Makes a launch configuration whole: F5 without a launch.json, the project's interpreter, debugpy in it. */
import path from "node:path";
import * as vscode from "vscode";
import type { Interpreter } from "../../engine/index.ts";
import { UserError } from "../../shared/base/userError.ts";
import { showError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import type { Interpreters } from "../sync/interpreters.ts";
import { requireTrust } from "../sync/syncs.ts";
import { debugpyLaunch, debugType, defaultLaunch, parseChoices } from "./launch.ts";
import type { DebugpyOffer } from "./offerDebugpy.ts";

export interface ConfigurationProviderOptions {
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly interpreters: Interpreters;
  readonly hostScript: string;
  readonly offerDebugpy: DebugpyOffer;
  readonly log: Log;
}

export function registerConfigurationProviders(
  options: ConfigurationProviderOptions,
): vscode.Disposable {
  const { Dynamic, Initial } = vscode.DebugConfigurationProviderTriggerKind;
  const list = { provideDebugConfigurations: () => launchesFor(options.projects) };
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider(
      debugType,
      new ConfigurationProvider(options),
      Initial,
    ),
    // Only lists: what it returned is resolved by the provider above.
    vscode.debug.registerDebugConfigurationProvider(debugType, list, Dynamic),
  );
}

class ConfigurationProvider implements vscode.DebugConfigurationProvider {
  readonly #options: ConfigurationProviderOptions;

  constructor(options: ConfigurationProviderOptions) {
    this.#options = options;
  }

  provideDebugConfigurations(): Promise<vscode.DebugConfiguration[]> {
    return launchesFor(this.#options.projects);
  }

  /** An empty configuration is what F5 without a launch.json gives. */
  async resolveDebugConfiguration(
    folder: vscode.WorkspaceFolder | undefined,
    launch: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    if (launch.request === "attach" || typeof launch["project"] === "string") {
      return launch;
    }
    const { projects } = this.#options;
    const isFromFile = Object.hasOwn(launch, "type");
    const ofFolder = isFromFile && folder ? projects.at(folder.uri.fsPath) : undefined;
    const project = ofFolder ?? (await chooseProject(projects));
    return project && { ...defaultLaunch(project.folder), ...launch };
  }

  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    launch: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    if (launch.request === "attach") {
      return launch;
    }
    try {
      return await this.#resolve(launch, folder);
    } catch (error) {
      void showError(error, this.#options.log);
      return undefined;
    }
  }

  async #resolve(
    launch: vscode.DebugConfiguration,
    folder: vscode.WorkspaceFolder | undefined,
  ): Promise<vscode.DebugConfiguration | undefined> {
    requireTrust();
    const { projects, hostScript, offerDebugpy } = this.#options;
    const choices = parseChoices(launch);
    const project = requireProject(projects, launch["project"], folder);
    const interpreter = await this.#interpreterFor(project, choices.python);
    const whole = debugpyLaunch(launch, {
      project: project.folder,
      python: interpreter.path,
      hostScript,
    });
    if (interpreter.debugpy || launch["noDebug"] === true) {
      return whole;
    }
    switch (await offerDebugpy(interpreter)) {
      case "installed":
        return whole;
      case "run without":
        return { ...whole, noDebug: true };
      case "no":
        return undefined;
    }
  }

  async #interpreterFor(project: Project, chosen: string | undefined): Promise<Interpreter> {
    try {
      return await this.#options.interpreters.forSync(project, chosen);
    } catch (error) {
      this.#options.destinations.of(project).refuse(error);
      throw error;
    }
  }
}

/** Where a relative project of a launch configuration is looked for. */
function baseOf(folder: vscode.WorkspaceFolder | undefined): string {
  return (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath ?? "";
}

async function launchesFor(projects: Projects): Promise<vscode.DebugConfiguration[]> {
  const all = await projects.all();
  return all.map((project) => ({
    ...defaultLaunch(variableFor(project)),
    ...(all.length > 1 ? { name: `Connector: ${project.name}` } : {}),
  }));
}

/** A path that stays right when the workspace is elsewhere. */
function variableFor({ folder }: Project): string {
  const uri = vscode.Uri.file(folder);
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(uri);
  if (!workspaceFolder) {
    return folder;
  }
  const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  const variable = several ? `\${workspaceFolder:${workspaceFolder.name}}` : "${workspaceFolder}";
  return variable + folder.slice(workspaceFolder.uri.fsPath.length).replaceAll("\\", "/");
}

function requireProject(
  projects: Projects,
  named: unknown,
  folder: vscode.WorkspaceFolder | undefined,
): Project {
  const place = path.resolve(baseOf(folder), String(named));
  const project = projects.at(place);
  if (!project) {
    throw new UserError("projectNotFound", `There is no connector.py in "${place}".`, {
      action: 'Set "project" of the launch configuration to the folder that has one.',
    });
  }
  return project;
}
