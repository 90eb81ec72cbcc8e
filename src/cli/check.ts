/** `check`: what the language server would say about connectors, without an editor. */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { listFolder, readText } from "../../server/disk/diskFiles.ts";
import type { Check } from "../../server/service/checkProject.ts";
import {
  checkCodes,
  checkProject,
  defaultSettings,
  parseSdkRange,
} from "../../server/service/index.ts";
import type { ProjectSettings } from "../../server/service/ports.ts";
import { nearestName } from "../shared/base/nearestName.ts";
import { defineCommand } from "./arguments.ts";
import { describeChecks } from "./checkLines.ts";
import type { Context } from "./context.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { styleFor } from "./output.ts";
import { json } from "./syncSummary.ts";

export interface ProjectCheck extends Check {
  /** As it was given. */
  readonly project: string;
}

export const checkCommand = defineCommand({
  name: "check",
  usage: "<project>… [options]",
  summary: "Tells what is wrong with connectors as far as reading them can tell.",
  details: [
    "Says what the editor shows while a connector is written; runs nothing and needs no Python. Fails when there is an error.",
    "# connector-workbench: ignore[code] in a line, or ignore-file[code], turns a code off there.",
  ].join("\n"),
  options: {
    ignore: { type: "string", value: "<code>,…", description: "codes to leave out" },
    sdk: {
      type: "string",
      value: "<version>",
      description:
        'version or range of the SDK, such as ">=2.9,<3" (default: that of .venv, else the newest)',
    },
    json: { type: "boolean", description: "print what was found as JSON" },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const settings = settingsFrom(values.ignore, values.sdk);
    if (positionals.length === 0) {
      throw new UsageError("Which project? Give folders that hold a connector.py.");
    }
    const folders = positionals.map((given) => ({ given, folder: requireProject(given, context) }));
    const checks: ProjectCheck[] = [];
    for (const { given, folder } of folders) {
      const found = await checkFolder(folder, settings, context);
      checks.push(...found.map((check) => ({ project: given, ...check })));
    }
    const style = styleFor(context.stdout, context.env);
    context.stdout.write(
      values.json === true ? json(checks) : describeChecks(checks, positionals.length, style),
    );
    return checks.some(({ severity }) => severity === "error") ? exitCodes.failed : exitCodes.fine;
  },
});

function settingsFrom(ignore: string | undefined, sdk: string | undefined): ProjectSettings {
  const ignored = (ignore ?? "").split(",").flatMap((code) => code.trim() || []);
  for (const code of ignored) {
    if (!checkCodes.includes(code)) {
      const meant = nearestName(code, checkCodes);
      const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
      throw new UsageError(`--ignore: there is no code ${JSON.stringify(code)}.${hint}`);
    }
  }
  if (sdk !== undefined && !parseSdkRange(sdk)) {
    throw new UsageError(
      `--sdk takes a version or a range such as ">=2.9,<3", not ${JSON.stringify(sdk)}.`,
    );
  }
  return { ...defaultSettings, ignored, sdkVersion: sdk ?? "", isSdkCertain: sdk !== undefined };
}

/** One whose connector.py has its name in another case is a project, too: that is what is wrong with it. */
function requireProject(given: string, { cwd }: Context): string {
  const folder = path.resolve(cwd, given);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`There is no folder ${given}.`);
  }
  if (!readdirSync(folder).some((name) => name.toLowerCase() === "connector.py")) {
    throw new UsageError(`${given} is not a connector project: it has no connector.py.`);
  }
  return folder;
}

function checkFolder(
  folder: string,
  settings: ProjectSettings,
  { stderr }: Context,
): Promise<readonly Check[]> {
  return checkProject(folder.replaceAll(path.sep, "/"), {
    read: readText,
    list: listFolder,
    settings: async () => settings,
    log: (message, error) => {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      stderr.write(`${message}: ${stack}\n`);
    },
  });
}
