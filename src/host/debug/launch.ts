/** Launch configurations of the debug type `connector`: what people write, read with care, and what debugpy is given. */
import path from "node:path";
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import type { SyncStart } from "../../shared/model/sync.ts";
import { bytesPerMebibyte, parseNaming } from "../platform/settings.ts";
import type { SyncChoices } from "../sync/syncs.ts";

export const debugType = "connector";

export function defaultLaunch(project = "${workspaceFolder}"): vscode.DebugConfiguration {
  return { name: "Connector: Sync", type: debugType, request: "launch", project };
}

/** Reads what a launch configuration says about the sync; throws a `UserError` for a value that cannot be meant. */
export function parseChoices(launch: vscode.DebugConfiguration): SyncChoices {
  const limitRows = optionalNumber(launch, "limitRows");
  const limitSeconds = optionalNumber(launch, "limitSeconds");
  const memoryBudget = optionalNumber(launch, "memoryBudget");
  const naming: unknown = launch["naming"];
  return {
    start: parseStart(launch["start"]),
    configuration: optionalText(launch, "configuration"),
    python: optionalText(launch, "python"),
    naming: naming === undefined ? undefined : parseNaming(naming),
    limits: {
      ...(limitRows === undefined ? {} : { rows: limitRows }),
      ...(limitSeconds === undefined ? {} : { seconds: limitSeconds }),
      ...(memoryBudget === undefined ? {} : { databaseBytes: memoryBudget * bytesPerMebibyte }),
    },
    env: parseEnvironment(launch["env"]),
  };
}

/** What debugpy needs, beside the properties of the user's that have the same name and meaning there. */
export function debugpyLaunch(
  launch: vscode.DebugConfiguration,
  options: { readonly project: string; readonly python: string; readonly hostScript: string },
): vscode.DebugConfiguration {
  const { project, python, hostScript } = options;
  return {
    justMyCode: true,
    subProcess: true,
    ...launch,
    project,
    python,
    program: hostScript,
    cwd: project,
    console: "internalConsole",
    redirectOutput: true,
    // Stepping goes from the connector to its modules, never into the program that runs it.
    rules: [{ path: path.join(path.dirname(hostScript), "**"), include: false }],
  };
}

function parseStart(value: unknown): SyncStart {
  if (value === undefined || value === "continue") {
    return { kind: "continue" };
  }
  if (value === "fresh" || value === "resync") {
    return { kind: value };
  }
  const moment = typeof value === "string" ? /^(\d+):(\d+)$/.exec(value) : null;
  if (!moment) {
    throw wrongValue(
      "start",
      vscode.l10n.t("continue, fresh, resync or run:checkpoint, for example 3:2"),
    );
  }
  return { kind: "from", run: Number(moment[1]), checkpoint: Number(moment[2]) };
}

function parseEnvironment(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) {
    return {};
  }
  if (typeof value !== "object" || value === null) {
    throw wrongValue("env", vscode.l10n.t("an object of texts"));
  }
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

function optionalText(launch: vscode.DebugConfiguration, name: string): string | undefined {
  const value: unknown = launch[name];
  if (value === undefined || value === "") {
    return undefined;
  }
  if (typeof value !== "string") {
    throw wrongValue(name, vscode.l10n.t("a text"));
  }
  return value;
}

function optionalNumber(launch: vscode.DebugConfiguration, name: string): number | undefined {
  const value: unknown = launch[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== "number" || !(value > 0)) {
    throw wrongValue(name, vscode.l10n.t("a number above 0"));
  }
  return value;
}

function wrongValue(name: string, expected: string): UserError {
  return new UserError(
    "launchInvalid",
    vscode.l10n.t('"{0}" of the launch configuration must be {1}.', name, expected),
  );
}
