/** `new`: a runnable connector project from a template. */
import path from "node:path";
import { defineCommand, type Arguments } from "./arguments.ts";
import type { Context } from "./context.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { nearest } from "./nearest.ts";
import { formatTable, styleFor } from "./output.ts";
import { parseJsonObject, readJsonObject, type JsonObject } from "./project.ts";
import { json } from "./syncSummary.ts";

const options = {
  list: { type: "boolean", description: "print the templates" },
  answers: {
    type: "string",
    value: "<file or JSON>",
    description: "answers to the template's questions (default: its own)",
  },
  json: {
    type: "boolean",
    description: "print what was made, or with --list the templates, as JSON",
  },
} as const;

export const newCommand = defineCommand({
  name: "new",
  usage: "<template> <folder> | --list",
  summary: "Writes a connector project that runs as it is. Never overwrites a file.",
  options,
  async run({ values, positionals }, context): Promise<ExitCode> {
    const templates = await context.engine.listTemplates();
    if (values.list) {
      context.stdout.write(
        values.json
          ? json(templates)
          : formatTable(
              [{ title: "TEMPLATE" }, { title: "WHAT IT IS" }],
              templates.map(({ id, description }) => [id, description]),
              styleFor(context.stdout, context.env),
            ),
      );
      return exitCodes.fine;
    }
    const [template, folder, ...more] = positionals;
    const ids = templates.map(({ id }) => id);
    const templateId = requireTemplate(template, ids);
    if (folder === undefined || more.length > 0) {
      throw new UsageError("new takes a template and one folder: new hello my-connector.");
    }
    const { files } = await context.engine.scaffold({
      templateId,
      target: path.resolve(context.cwd, folder),
      answers: answersFrom(values, context),
    });
    context.stdout.write(values.json ? json({ folder, files }) : describeProject(folder, files));
    return exitCodes.fine;
  },
});

function requireTemplate(given: string | undefined, ids: readonly string[]): string {
  const known = `The templates are ${ids.join(", ")}.`;
  if (given === undefined) {
    throw new UsageError(`Which template? ${known}`);
  }
  if (!ids.includes(given)) {
    const [meant] = nearest(given, ids);
    throw new UsageError(
      `There is no template ${JSON.stringify(given)}. ${meant === undefined ? known : `Did you mean ${meant}?`}`,
    );
  }
  return given;
}

function answersFrom(
  { answers }: Arguments<typeof options>["values"],
  { cwd }: Context,
): Readonly<Record<string, string>> {
  if (answers === undefined) {
    return {};
  }
  const given: JsonObject = /^\s*[{[]/.test(answers)
    ? parseJsonObject("--answers", answers)
    : readJsonObject("--answers", path.resolve(cwd, answers));
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (typeof value !== "string") {
        throw new UsageError(
          `--answers: ${key} must be text, as everything in configuration.json.`,
        );
      }
      return [key, value];
    }),
  );
}

function describeProject(folder: string, files: readonly string[]): string {
  const made = files.map((file) => `  ${path.join(folder, file)}\n`).join("");
  return `Made ${folder}:\n${made}Next:\n  connector-workbench sync ${folder}\n`;
}
